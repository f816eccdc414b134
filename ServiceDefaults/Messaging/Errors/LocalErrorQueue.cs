namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>What an in-memory bus has in place of an error queue: nothing outlives its process, and every failure is counted in the ledger.</summary>
internal sealed class LocalErrorQueue : IErrorQueue
{
    public string? Absent => "This bus is in memory and has no error queue: em status shows what failed, and submitting the sweep again tries it again.";

    public Task<ErrorPage> ReadAsync(int skip, int take, CancellationToken cancellation) => Task.FromResult(new ErrorPage([], 0));

    public async Task<IReadOnlyList<SortedMessage>> SortAsync(
        Func<IReadOnlyList<DeadMessage>, CancellationToken, Task<IReadOnlyList<DeadMessageFate>>> decide, CancellationToken cancellation)
    {
        await decide([], cancellation);
        return [];
    }
}
