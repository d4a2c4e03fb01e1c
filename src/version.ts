/** The version of the program, as the API description and other servers are told. */
export const VERSION = '0.1.0';
