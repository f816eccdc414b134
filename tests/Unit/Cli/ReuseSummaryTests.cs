using CsCheck;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Unit.Cli;

public class ReuseSummaryTests
{
    private static readonly Gen<StageProgress> Stage =
        from total in Gen.Long[0, 1_000_000]
        from done in Gen.Long[0, total]
        from reused in Gen.Long[0, done]
        select new StageProgress(done, total, reused);

    [Fact]
    public void What_was_reused_and_what_was_computed_add_up_to_what_is_done() => Stage.Array[4].Sample(stages =>
    {
        var summary = ReuseSummary.Of(new SweepProgress
        {
            SubmittedAt = default,
            Datasets = stages[0],
            FineTunes = stages[1],
            Answers = stages[2],
            Verdicts = stages[3],
            Runs = new StageProgress(0, 0, 0),
            At = default,
        });

        Assert.Equal(stages.Select(stage => stage.Done), summary.Select(work => work.Reused + work.Computed));
        Assert.Equal(stages.Select(stage => stage.Reused), summary.Select(work => work.Reused));
        Assert.All(summary, work => Assert.False(string.IsNullOrWhiteSpace(work.What) || string.IsNullOrWhiteSpace(work.Why)));
    });
}
