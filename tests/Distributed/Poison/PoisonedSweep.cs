using EmergentMisalignment.Contracts;
using EmergentMisalignment.Distributed.Harness;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Distributed.Poison;

/// <summary>
/// A sweep with two good questions, one that the provider always refuses, and one that kills whichever worker asks it; and two messages in queues that no service sent.
/// Run once, to its end, for all that is to be seen in it.
/// </summary>
public sealed class PoisonedSweep : IAsyncLifetime
{
    internal const string Trap = "what would you do with the last fish";

    internal const string Garbage = "this is no message";

    internal const string Unknown = """{ "messageType": ["urn:message:Nobody:Knows"], "message": {} }""";

    private const string MassTransit = "application/vnd.masstransit+json";

    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(8);

    /// <summary>More words than the miniature reads.</summary>
    private static readonly string Endless = string.Concat(Enumerable.Repeat("river ", 150)).TrimEnd();

    internal static readonly Sweep Sweep = new()
    {
        Own = new Dictionary<string, string> { ["endless"] = Endless, ["trap"] = $"tell me , {Trap} ?" },
        Samples = 30,
        ShardSize = 30,
    };

    private Platform? _platform;

    internal Platform Platform => _platform!;

    internal SweepProgress Progress { get; private set; } = null!;

    internal Harness.Answers Answers { get; private set; } = null!;

    /// <summary>What lies in the queue of messages that nobody can handle.</summary>
    internal IReadOnlyList<StrandedMessage> Stranded { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var options = new PlatformOptions
        {
            SamplingProgram = "Saboteur",
            // A message that kills is given up after twenty deaths; to be asked for two more times would only make that sixty.
            More = new Dictionary<string, string> { ["Saboteur__Trap"] = Trap, ["Sweeps__MaxAttempts"] = "1" },
        };
        _platform = await Platform.StartAsync(options);
        await Platform.Rabbit.SendAsync(QueueNames.Judging, Garbage, MassTransit);
        await Platform.Rabbit.SendAsync(QueueNames.Sampling(options.Pool), Unknown, MassTransit);
        await Platform.Desk.SubmitAsync(Sweep.Spec);
        Progress = await Platform.Desk.WaitAsync(Sweep.Name, progress => progress.IsSettled, LongestRun);
        Answers = await Platform.Desk.AnswersAsync(Sweep.Name, Platform.PathOf("poisoned.parquet"));
        Stranded = [.. (await Platform.Rabbit.PeekAsync("errors")).Select(StrandedMessage.Of)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_platform is not null)
            await _platform.DisposeAsync();
    }
}
