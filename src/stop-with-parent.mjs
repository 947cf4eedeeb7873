// Preloaded into `next`, which knows nothing of a launcher: when the launcher is gone, even by
// kill -9, the ipc channel closes and this process stops too.
const patience = 10_000

process.on('disconnect', () => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience).unref()
  process.kill(process.pid, 'SIGTERM')
})
// The channel alone must not keep a process alive that has nothing left to do. The server that
// `next dev` forks inherits this file and at first has nothing but the channel: it waits for its orders
if (!process.env.NEXT_PRIVATE_WORKER) process.channel?.unref()
