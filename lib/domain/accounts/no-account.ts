/** Stands where a row belongs to no account: sign-ins of unknown addresses, heartbeats of workers. */
export const noAccountId = "00000000-0000-0000-0000-000000000000";
