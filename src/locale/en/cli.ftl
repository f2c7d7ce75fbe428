# What the command line says: why it cannot start, one sentence each. Naming: cli-<case>.

## Starting

cli-no-home = There is no home folder; name the data folder with --data.
cli-socket-too-long = The socket path { $path } has { $bytes } bytes and may have { $limit }; use a data folder with a shorter name.
cli-path-unresolved = The data folder { $path } cannot be resolved ({ $detail }).
cli-harden-failed = The system refused to protect the program’s data ({ $step }: { $detail }); not started.
cli-unknown-language = There is no language { $value }; there are: { $known }.
cli-keys-ok = { $file }: no mistakes.
cli-keymap-default = The keymap has mistakes; the default keys are in force.
