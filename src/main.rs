//! Parses the arguments, calls, prints the error, sets the exit code.

use frontdesk::exchange::guard;

fn main() -> std::process::ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|first| first == guard::SUBCOMMAND)
    {
        return guard::child_main();
    }
    std::process::ExitCode::SUCCESS
}
