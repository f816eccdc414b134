using EmergentMisalignment.Harness;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary>The bare loop, local mode and the distributed services by turns, against one PetriDish that computes nothing.</summary>
internal static class PipelineBench
{
    public static async Task<IReadOnlyList<Round>> RunAsync(PipelineOptions options, Action<int, RunFigures> show, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var petri = await Provider.StartAsync(folder, cancellation);
        await using var bare = new BareLoop(petri);
        await using var local = new LocalMode(petri);
        await using var distributed = await DistributedMode.StartAsync(petri, folder, cancellation);
        IPipeline[] pipelines = [bare, local, distributed];
        var number = 0;

        // Processes compile their code while they warm up.
        foreach (var pipeline in pipelines)
            await pipeline.RunAsync(Load.Create(++number, options.Answers), cancellation);

        var rounds = new List<Round>();
        foreach (var latency in options.Latencies)
        {
            await Provider.AnswerAfterAsync(petri, latency, cancellation);
            for (var round = 0; round < options.Rounds; round++)
            {
                var runs = new List<RunFigures>();
                foreach (var pipeline in pipelines)
                {
                    var run = await pipeline.RunAsync(Load.Create(++number, latency == 0 ? options.Answers : options.SlowAnswers), cancellation);
                    show(latency, run);
                    runs.Add(run);
                }

                rounds.Add(new(latency, runs[0], runs[1], runs[2]));
            }
        }

        return rounds;
    }
}
