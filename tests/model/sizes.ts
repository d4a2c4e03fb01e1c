/** Every order of commands up to this many, for every kind of network; more by hand: `AMTSFUNK_DEPTH=3`. */
export const DEPTH = Number(process.env['AMTSFUNK_DEPTH'] ?? 2);
/** And so many longer courses, chosen by chance. */
export const LONG = { count: Number(process.env['AMTSFUNK_COURSES'] ?? 150), length: 7 };
export const SEED = Number(process.env['AMTSFUNK_SEED'] ?? 20_260_302);
