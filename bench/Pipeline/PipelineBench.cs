using EmergentMisalignment.Harness;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>The bare loop, local mode and the distributed services by turns, against one PetriDish that computes nothing.</summary>
internal sealed class PipelineBench(PipelineOptions options, Action<Round> show)
{
    /// <summary>Runs before the first that counts. The runtime compiles code anew while it runs; services that live for days are past that, those of a bench are not.</summary>
    private const int WarmUps = 6;

    private int _load;

    public async Task<IReadOnlyList<Round>> RunAsync(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var petri = await Provider.StartAsync(folder, cancellation);
        await using var bare = Wanted(BareLoop.Title) ? new BareLoop(petri) : null;
        await using var local = Wanted(LocalMode.Title) ? await LocalMode.StartAsync(petri, cancellation) : null;
        await using var distributed = Wanted(DistributedMode.Title) ? await DistributedMode.StartAsync(petri, folder, cancellation) : null;

        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
            await RoundAsync(0, bare, local, distributed, cancellation);

        var rounds = new List<Round>();
        foreach (var latency in options.Latencies)
        {
            await Provider.AnswerAfterAsync(petri, latency, cancellation);
            for (var round = 0; round < options.Rounds; round++)
            {
                rounds.Add(await RoundAsync(latency, bare, local, distributed, cancellation));
                show(rounds[^1]);
            }
        }

        return rounds;
    }

    private bool Wanted(string pipeline) => pipeline.Contains(options.Only, StringComparison.OrdinalIgnoreCase);

    private async Task<Round> RoundAsync(int latency, IPipeline? bare, IPipeline? local, IPipeline? distributed, CancellationToken cancellation) => new(
        latency, await RunAsync(bare, latency, cancellation), await RunAsync(local, latency, cancellation), await RunAsync(distributed, latency, cancellation));

    private async Task<RunFigures?> RunAsync(IPipeline? pipeline, int latency, CancellationToken cancellation) => pipeline is null
        ? null
        : await pipeline.RunAsync(Load.Create(++_load, latency == 0 ? options.Answers : options.SlowAnswers), cancellation);
}
