/** The database's own clock in seconds, the same for every process: leases and retries are measured by it alone. */
export const clock = "unixepoch('subsec')";
