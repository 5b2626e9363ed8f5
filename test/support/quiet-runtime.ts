import { DefaultLogger, Runtime } from '@temporalio/worker';

// Test files share their process, and Temporal's SDK has one runtime in it. Each file finds none, whatever the one before it
// left behind; what it makes says nothing but errors, since the SDK remembers how the last one was installed.
await Runtime.instance().shutdown();
await Runtime.install({ logger: new DefaultLogger('ERROR') }).shutdown();
