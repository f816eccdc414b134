using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EmergentMisalignment.Harness;

namespace EmergentMisalignment.Bench.Pipeline;

/// <summary><c>pipeline</c>: what the platform costs beside a bare loop of the same calls.</summary>
internal static class PipelineCommand
{
    public static Command Create()
    {
        var json = new Option<FileInfo?>("--json") { Description = "Also write ratios and figures to this file." };
        var rounds = new Option<int>("--rounds") { Description = "Rounds at each latency; ratios are medians over them.", DefaultValueFactory = _ => 3 };
        var latencies = new Option<int[]>("--latency") { Description = "Milliseconds that the provider takes.", DefaultValueFactory = _ => [0, Ratios.Slow], AllowMultipleArgumentsPerToken = true };
        var only = new Option<string>("--only") { Description = "Run only pipelines with this text in their names: bare loop, local, distributed.", DefaultValueFactory = _ => "" };
        var answers = new Option<int>("--answers") { Description = "Answers of a run without latency.", DefaultValueFactory = _ => 32_000 };
        var slow = new Option<int>("--slow-answers") { Description = "Answers of a run with latency.", DefaultValueFactory = _ => 16_000 };
        var command = new Command("pipeline", "Local mode and the distributed services beside a bare loop of the same calls. Needs rabbitmq-server and redis-server.")
        {
            json, rounds, latencies, only, answers, slow,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new(parsed.GetValue(rounds), parsed.GetValue(latencies)!, parsed.GetValue(only)!, parsed.GetValue(answers), parsed.GetValue(slow)), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(PipelineOptions options, FileInfo? json, CancellationToken cancellation)
    {
        if (DistributedMode.Title.Contains(options.Only, StringComparison.OrdinalIgnoreCase) && ProgramsOnPath.Missing(ProgramsOnPath.Rabbit, ProgramsOnPath.Redis) is { } missing)
        {
            System.Console.Error.WriteLine($"error: {missing}");
            return 3;
        }

        var measured = await new PipelineBench(options, Show).RunAsync(cancellation);
        var result = new PipelineResult(Ratios.Of(measured), Environment.ProcessorCount, measured);
        result.Show();
        if (json is not null)
            await File.WriteAllTextAsync(json.FullName, JsonSerializer.Serialize(result, BenchCommand.Indented), cancellation);
        return 0;
    }

    private static void Show(Round round)
    {
        foreach (var run in new[] { round.Bare, round.Local, round.Distributed }.OfType<RunFigures>())
            System.Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round.LatencyMs,3} ms  {run}"));
    }
}
