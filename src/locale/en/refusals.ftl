# Why a command was refused, and what is wrong in a file.
# Naming: refusal-<code> (why a command was not done, one sentence that says what to do next),
# fault-<code> (a mistake in a file of keys, settings or registers, without a full stop).

## Mistakes in files

fault-syntax = this is not valid TOML ({ $detail })
fault-hint-nearest = ; did you mean { $nearest }?
fault-unreadable = the file cannot be read ({ $detail })
fault-unknown-setting = there is no setting { $name }
fault-unknown-value = { $name } cannot be { $value }; there are: { $known }
fault-wrong-type = { $name } cannot be of type { $found } here
fault-unknown-context = there is no place { $name }
fault-no-such-key = [{ $context }] there is no key { $key }
fault-key-twice = [{ $context }] { $key } is the same key as { $first } in line { $first_line }
fault-key-is-prefix = [{ $context }] { $key } is the same key as { $first } in line { $first_line }: it cannot both do something and begin a chord
fault-chord-too-long = [{ $context }] the chord behind { $key } is too long; { $limit } keys at most
fault-unknown-command = [{ $context }] { $key }: there is no command { $name }
fault-text-key = [{ $context }] { $key } is typed text here and cannot be a command
fault-key-hides-chord = [{ $context }] { $key } gets in the way of the chords of [{ $other }] that begin with it
