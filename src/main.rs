//! Parses the arguments, calls, prints the error, sets the exit code.

fn main() -> std::process::ExitCode {
    frontdesk::cli::main()
}
