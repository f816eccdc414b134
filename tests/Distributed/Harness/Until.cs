namespace EmergentMisalignment.Distributed.Harness;

/// <summary>Waits for what another process is to bring about.</summary>
internal static class Until
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    /// <exception cref="TimeoutException">It did not come about; the message says what was waited for, and what <paramref name="seen"/> tells then.</exception>
    public static async Task TrueAsync(Func<Task<bool>> wanted, string what, TimeSpan atMost, Func<string>? seen = null, CancellationToken cancellation = default)
    {
        var deadline = DateTimeOffset.UtcNow + atMost;
        while (!await wanted())
        {
            if (DateTimeOffset.UtcNow > deadline)
                throw new TimeoutException($"Waited {atMost.TotalSeconds:N0} s for {what}.\n{seen?.Invoke()}");

            await Task.Delay(Every, cancellation);
        }
    }
}
