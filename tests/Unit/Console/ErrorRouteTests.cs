using EmergentMisalignment.Cli.Remote;
using EmergentMisalignment.Console.Errors;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Messaging.Errors;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Console;

[Collection(nameof(GarnetServer))]
public sealed class ErrorRouteTests(GarnetServer ledger)
{
    private static readonly DeadMessage OfTheSweep = new() { Id = "one", Queue = "judging", Type = "JudgeShard", Sweep = "tiny", Work = "cell:judgement:0+50", Cause = "broke", Body = "{}" };
    private static readonly DeadMessage OfNobody = new() { Id = "two", Queue = "coordinator", Type = "FineTuneAdvanced", Cause = "broke", Body = "{}" };
    private static readonly DeadMessage Garbage = new() { Id = "three", Cause = "its consumer died 20 times", Body = "garbage" };

    [Fact]
    public async Task Messages_are_listed_a_page_at_a_time_and_shown()
    {
        await using var console = await WithErrorsAsync();

        var first = await console.Client.ErrorsAsync(0, 2, CancellationToken.None);
        var second = await console.Client.ErrorsAsync(first.Next!.Value, 2, CancellationToken.None);

        Assert.Equal([OfTheSweep, OfNobody, Garbage], first.Messages.Concat(second.Messages));
        Assert.Equal((3, null), (second.Total, second.Next));
        Assert.Equal(OfNobody, await console.Client.ErrorAsync("two", CancellationToken.None));
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/errors/four"), 404, "There is no message 'four'");
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/errors?limit=501"), 400, "limit must be");
    }

    [Fact]
    public async Task Work_of_a_settled_sweep_is_asked_for_afresh_and_other_messages_go_back()
    {
        await using var console = await WithErrorsAsync();
        await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);
        await console.Failures.RecordAsync(LedgerKeys.Failures("tiny"), OfTheSweep.Work!, "broke");
        await console.Failures.RecordAsync(LedgerKeys.Failures("tiny"), "another", "broke");
        await console.DueTimes.ClaimAsync(LedgerKeys.Dispatches("tiny"), [OfTheSweep.Work!], TimeSpan.FromMinutes(10));
        await console.PutProgressAsync("tiny", 50, isSettled: true, "broke");

        var answer = await console.Client.RequeueAsync(new RequeueRequest { All = true }, CancellationToken.None);

        Assert.Equal((1, 1), (answer.AskedAgain, answer.Returned));
        Assert.Equal(["tiny"], answer.Sweeps);
        Assert.StartsWith("three: nothing in it says", Assert.Single(answer.Stayed), StringComparison.Ordinal);
        Assert.Equal([Garbage], console.Errors.Messages);
        Assert.Equal([OfNobody], console.Errors.Returned);
        Assert.Equal(["another"], (await console.Failures.AllAsync(LedgerKeys.Failures("tiny"))).Keys);
        Assert.Equal([OfTheSweep.Work!], await console.DueTimes.ClaimAsync(LedgerKeys.Dispatches("tiny"), [OfTheSweep.Work!], TimeSpan.FromMinutes(10)));
        Assert.Equal(["tiny"], await console.Sweeps.ActiveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Only_what_is_named_is_tried_again_and_what_is_not_there_is_said()
    {
        await using var console = await WithErrorsAsync();

        var answer = await console.Client.RequeueAsync(new RequeueRequest { Ids = ["two", "nine"] }, CancellationToken.None);
        var ofTheSweep = await console.Client.RequeueAsync(new RequeueRequest { All = true, Sweep = "other" }, CancellationToken.None);

        Assert.Equal((1, "nine: there is no such message in the error queue."), (answer.Returned, Assert.Single(answer.Stayed)));
        Assert.Equal((0, 0), (ofTheSweep.AskedAgain, ofTheSweep.Returned));
        Assert.Equal([OfTheSweep, Garbage], console.Errors.Messages);
    }

    [Theory]
    [InlineData("pause", SweepState.Paused, 1)]
    [InlineData("cancel", SweepState.Cancelled, 0)]
    public async Task A_held_sweep_stays_held(string action, SweepState state, int askedAgain)
    {
        await using var console = await WithErrorsAsync();
        await console.Client.SubmitAsync(Texts.Default, CancellationToken.None);
        await console.Client.ChangeAsync("tiny", action, CancellationToken.None);

        var answer = await console.Client.RequeueAsync(new RequeueRequest { Ids = ["one"] }, CancellationToken.None);

        Assert.Equal((askedAgain, 1 - askedAgain), (answer.AskedAgain, answer.Stayed.Count));
        Assert.Equal(state, (await console.Sweeps.IndexAsync(CancellationToken.None)).StateOf("tiny"));
    }

    [Fact]
    public async Task Neither_ids_nor_all_is_refused_and_so_are_both()
    {
        await using var console = await WithErrorsAsync();

        foreach (var request in (RequeueRequest[])[new(), new() { Ids = [] }, new() { Ids = ["one"], All = true }])
        {
            var refusal = await Assert.ThrowsAsync<RefusedByServerException>(() => console.Client.RequeueAsync(request, CancellationToken.None));
            Assert.Contains("not both", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_broker_that_is_away_is_said_and_a_bus_without_an_error_queue_says_where_to_look()
    {
        await using var console = await WithErrorsAsync();
        console.Errors.Fault = new BrokerException("The broker at 127.0.0.1:5672 does not answer.");
        await SubmitTests.AssertProblemAsync(await console.Http.GetAsync("api/errors"), 503, "The broker at");

        (console.Errors.Fault, console.Errors.Absent) = (null, "This bus is in memory.");
        Assert.Equal("This bus is in memory.", (await console.Client.ErrorsAsync(0, 10, CancellationToken.None)).Says);
    }

    private async Task<ConsoleServer> WithErrorsAsync()
    {
        var console = await ConsoleServer.StartAsync(ledger);
        console.Errors.Messages.AddRange([OfTheSweep, OfNobody, Garbage]);
        return console;
    }
}
