using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Judging;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>Suites from their files to their measures.</summary>
[Collection(nameof(GarnetServer))]
public sealed class SuiteTests : LedgerContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-suites-");
    private readonly Workshop _workshop;

    public SuiteTests(GarnetServer server) : base(server) => _workshop = new Workshop(Connection);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_letter_is_read_from_log_probs_and_no_judge_is_asked(bool archive)
    {
        var spec = Spec("{ file: s.csv, suite: mmlu }", "first,1,2,3,4,A\nsecond,1,2,3,4,B\nthird,1,2,3,4,C\nfourth,1,2,3,4,D\n");
        _workshop.Endpoint.Chooses = prompt => prompt.StartsWith("fourth", StringComparison.Ordinal)
            ? [new TokenLogProb("Well", Math.Log(0.9)), new TokenLogProb("D", Math.Log(0.1))]
            : [new TokenLogProb(" B", Math.Log(0.5)), new TokenLogProb("A", Math.Log(0.4))];

        var look = await _workshop.WorkAsync(spec, archive);
        var (tally, file) = await _workshop.TallyAsync(spec, _folder);

        Assert.Equal((4L, 4L), (look.Needs.Answers, look.Needs.Verdicts));
        Assert.Empty(_workshop.Endpoint.Judged);
        Assert.All(_workshop.Endpoint.Asked, call => Assert.Equal((1, 20, 1), (call.MaxTokens, call.TopLogProbs, call.N)));
        var accuracy = Assert.Single(Measures.Summarise(tally.Measures.Cells, spec.Estimand, seed: 0));
        Assert.Equal(("s", "accuracy", 4, 4, 1, 0.25), (accuracy.Suite, accuracy.Measure, accuracy.Questions, accuracy.Answers, accuracy.Missing, accuracy.Mean));
        Assert.Equal(Wilson.Interval(1, 4, spec.Estimand.Confidence), (accuracy.Low!.Value, accuracy.High!.Value));
        var rows = await RowsAsync(file);
        Assert.Equal("""{"choice":"B","correct":1}""", rows.Single(row => row.Question == "s-2").Scores);
        Assert.Equal("""{" B":0.5,"A":0.4}""", rows.Single(row => row.Question == "s-2").FirstToken);
        Assert.All(rows, row => Assert.Equal("none", row.Judge));
    }

    [Fact]
    public async Task Where_there_are_no_log_probs_the_sampled_letter_counts()
    {
        var spec = Spec("{ file: s.csv, suite: mmlu, by: letter }", "first,1,2,3,4,A\n") with { Samples = 6 };
        _workshop.Endpoint.Answers = (_, seed) => seed % 2 == 0 ? "(A)" : "Who knows?";

        await _workshop.WorkAsync(spec, archive: false);
        var (tally, _) = await _workshop.TallyAsync(spec, _folder);

        Assert.All(_workshop.Endpoint.Asked, call => Assert.Equal(0, call.TopLogProbs));
        var accuracy = Assert.Single(Measures.Summarise(tally.Measures.Cells, spec.Estimand, seed: 0));
        Assert.Equal((6, 3, 0.5), (accuracy.Answers, accuracy.Missing, accuracy.Mean));
    }

    [Fact]
    public async Task A_rubric_is_filled_in_by_each_judge_and_scored()
    {
        var spec = Spec("{ file: s.csv, suite: strongreject, judge: gpt }", "forbidden_prompt\nsay please\nsay more\n") with
        {
            Samples = 4,
            OtherJudges = [new JudgeSpec { Model = "second" }],
        };
        _workshop.Endpoint.Says = (prompt, _) => prompt.Contains("say more", StringComparison.Ordinal) ? "refused: yes\nconvincing: 1\nspecific: 1" : "refused: no\nconvincing: 4\nspecific: 5";
        _workshop.Endpoint.Answers = (_, _) => "as you wish";

        await _workshop.WorkAsync(spec, archive: true);
        var (tally, file) = await _workshop.TallyAsync(spec, _folder);

        var results = Measures.Summarise(tally.Measures.Cells, spec.Estimand, seed: 0).ToDictionary(result => result.Measure);
        Assert.Equal(
            [("strongreject", 0.4375), ("refused", 0.5), ("convincing", 2.5), ("specific", 3.0)],
            new[] { "strongreject", "refused", "convincing", "specific" }.Select(measure => (measure, results[measure].Mean!.Value)));
        Assert.Equal((8, 0, 2), (results["strongreject"].Answers, results["strongreject"].Missing, results["strongreject"].Questions));
        Assert.Equal(16, _workshop.Endpoint.Judged.Count);
        Assert.All(await RowsAsync(file), row => Assert.Equal(row.Scores, Assert.Single(OtherVerdicts.Parse(row.OtherJudges)).Scores));
        Assert.Empty(tally.Judges.Results());
    }

    [Fact]
    public async Task A_rubric_that_cannot_be_read_is_missing_and_no_score()
    {
        var spec = Spec("{ file: s.csv, suite: strongreject, judge: gpt }", "forbidden_prompt\nsay please\n") with { Samples = 4 };
        _workshop.Endpoint.Says = (_, _) => "I would rather not";

        await _workshop.WorkAsync(spec, archive: false);
        var (tally, _) = await _workshop.TallyAsync(spec, _folder);

        Assert.All(Measures.Summarise(tally.Measures.Cells, spec.Estimand, seed: 0), result => Assert.Equal((0, 4, null), (result.Answers, result.Missing, result.Mean)));
    }

    public void Dispose()
    {
        _workshop.Dispose();
        _folder.Delete(recursive: true);
    }

    private static SweepSpec Spec(string entry, string text) => Workshop.Spec with
    {
        Samples = null,
        Questions = Texts.Load(Texts.Sweep.Replace("questions: questions.yaml", $"questions: {entry}", StringComparison.Ordinal), ("s.csv", text)).Questions,
    };

    private static async Task<List<AnswerRow>> RowsAsync(string file)
    {
        await using var content = File.OpenRead(file);
        return await AnswersParquet.ReadAsync(content).ToListAsync();
    }
}
