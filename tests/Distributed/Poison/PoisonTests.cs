using System.Text.Json.Nodes;

namespace EmergentMisalignment.Distributed.Poison;

/// <summary>Messages that nobody can handle end where an operator finds them; the sweep says what is missing for it and why, and is otherwise complete.</summary>
public sealed class PoisonTests(PoisonedSweep poisoned, ITestOutputHelper output) : IClassFixture<PoisonedSweep>
{
    [Fact]
    public void Everything_else_completes()
    {
        output.WriteLine(poisoned.Platform.Logs);
        Assert.Equal(["bored 30", "money 30"], poisoned.Answers.CountsByQuestion);
    }

    [Theory]
    [InlineData("endless", "context")]
    [InlineData("trap", "died at every delivery")]
    public void The_sweep_says_which_cells_are_missing_and_why(string question, string why)
    {
        var failures = poisoned.Progress.Failures.Where(failure => failure.Contains($"question {question}", StringComparison.Ordinal)).ToList();
        output.WriteLine(string.Join('\n', poisoned.Progress.Failures));

        Assert.Equal(PoisonedSweep.Sweep.Samples / PoisonedSweep.Sweep.ShardSize, failures.Count);
        Assert.All(failures, failure => Assert.Contains(why, failure));
        Assert.Equal(2, poisoned.Progress.Failures.Count);
    }

    [Theory]
    [InlineData(PoisonedSweep.Garbage, 1)]
    [InlineData(PoisonedSweep.Unknown, 1)]
    public void What_no_consumer_can_read_lies_in_the_error_queue(string body, int times) =>
        Assert.Equal(times, poisoned.Stranded.Count(message => message.Body == body));

    [Fact]
    public void So_does_every_shard_that_failed()
    {
        foreach (var message in poisoned.Stranded)
            output.WriteLine(string.Join("; ", message.Headers.Where(header => !header.Key.Contains("StackTrace", StringComparison.Ordinal))));

        // One of them may be there twice: its worker was killed by the other between its failure and its acknowledgement.
        var cells = poisoned.Stranded.Where(message => message.Body.Contains(":SampleShard", StringComparison.Ordinal)).Select(message => JsonNode.Parse(message.Body)!["message"]!["cell"]!.GetValue<string>());
        Assert.Equal(2, cells.Distinct().Count());
    }

    [Fact]
    public async Task An_operator_sees_them_all_and_from_which_queue_each_came()
    {
        var list = JsonNode.Parse(await poisoned.Platform.EmAsync("errors", "list", "--json"))!;
        var queues = list["messages"]!.AsArray().Select(message => message!["queue"]?.GetValue<string>()).ToList();

        Assert.Equal(poisoned.Stranded.Count, queues.Count);
        Assert.Equal(["judging", "sampling-petri-1"], queues.Distinct().Order());
    }

    [Fact]
    public void The_workers_that_it_killed_are_back()
    {
        Assert.All(poisoned.Platform.SamplingWorkers, worker => Assert.True(worker.Restarts > 0));
        Assert.All(poisoned.Platform.Services.Except(poisoned.Platform.SamplingWorkers), service => Assert.Equal(0, service.Restarts));
    }
}
