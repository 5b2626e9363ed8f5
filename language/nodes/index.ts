/** The `type` of a node. */
export type NodeName = 'batch' | 'branch' | 'delay' | 'exit' | 'fetch' | 'send' | 'throttle' | 'trigger';
