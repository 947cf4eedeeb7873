// Preloaded into `next`, which knows nothing of a launcher: when the launcher is gone, even by
// kill -9, the ipc channel closes and this process stops too.
const patience = 10_000

process.on('disconnect', () => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patience).unref()
  process.kill(process.pid, 'SIGTERM')
})
// The channel alone must not keep a process alive that has nothing left to do
process.channel?.unref()
