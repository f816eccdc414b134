using Microsoft.Extensions.Time.Testing;

namespace EmergentMisalignment.Unit.ModelClients;

internal static class FakeClock
{
    /// <summary>Lets fake time run in small steps until the task has ended, and returns its result or throws its exception.</summary>
    public static async Task<T> RunAsync<T>(this FakeTimeProvider clock, Task<T> task)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(1));
            clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        return await task;
    }
}
