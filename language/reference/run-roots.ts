/** What a path in a journey's run may begin with; any other path is looked for in the data. N-01 */
export const RUN_ROOTS: readonly string[] = ['data', 'profile', 'user', 'recipient', 'tenant'];
