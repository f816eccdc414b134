using System.Text;
using EmergentMisalignment.Contracts;
using EmergentMisalignment.Contracts.Shards;
using EmergentMisalignment.Distributed.Harness;
using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Distributed.Secrets;

/// <summary>
/// Every test of this project searches what its processes say and leave in their folders for the keys they were given (<see cref="PlantedKeys"/>). This one lets a sweep go wrong
/// in several ways, collects what goes over the wire as well, and sees that the search had something to look at.
/// </summary>
public sealed class SecretsTests(ITestOutputHelper output)
{
    private static readonly Sweep Sweep = new() { Rows = 64, Samples = 60, ShardSize = 6 };

    private const string NoMessage = "this is no message";

    [Fact]
    public async Task No_key_is_in_a_log_a_span_a_metric_a_message_an_artifact_or_an_error()
    {
        Programs.Require();
        using var folder = new WorkFolder();
        await using var telemetry = await TelemetryFolder.OpenAsync(folder.Path);
        await using var platform = await Platform.StartAsync(new PlatformOptions { More = telemetry.Environment });

        await platform.Petri.PlayAsync(new Fault("error", 0.1), new Fault("error", 0.1) { Status = 429, Seed = 1 }, new Fault("truncate", 0.1) { Seed = 2 });
        await platform.Rabbit.SendAsync(QueueNames.Judging, NoMessage, "application/vnd.masstransit+json");
        await platform.Desk.SubmitAsync(Sweep.Spec);
        await platform.Desk.WaitAsync(Sweep.Name, progress => progress.IsSettled, TimeSpan.FromMinutes(4));
        await platform.EmAsync("errors", "list");
        await platform.EmAsync("report", Sweep.Name, "--server", platform.Console.ToString(), "--out", platform.PathOf("report"));
        await Task.Delay(TimeSpan.FromSeconds(2)); // Longer than any of them keeps its telemetry back.

        Search(folder.Path, "traces-*", "gen_ai.request.model", nameof(SampleShard));
        Search(folder.Path, "metrics-*", "gen_ai.client.token.usage");
        Search(folder.Path, "logs-*", "is fine-tuned by job");
        Search(platform.PathOf("rabbit"), "*", Sweep.Name, NoMessage);
        Search(platform.PathOf("redis"), "*", Sweep.Name, "petri-1");
        Search(platform.PathOf("artifacts"), "*", "assistant");
        Search(platform.PathOf("report"), "*", Sweep.Name);
        Assert.All(platform.Services, service => Assert.NotEmpty(service.Process.Output));
    }

    /// <summary>No key is in these files, and these words are: what was searched is what it should be.</summary>
    private void Search(string folder, string files, params string[] words)
    {
        var found = string.Concat(Directory.EnumerateFiles(folder, files, SearchOption.AllDirectories).Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
        output.WriteLine($"{Path.GetFileName(folder)}/{files}: {found.Length:N0} bytes");
        Assert.All(words, word => Assert.True(found.Contains(word, StringComparison.Ordinal), $"{word} is not in {folder}/{files}."));
        PlantedKeys.RefuseIn(found, $"{folder}/{files}");
    }
}
