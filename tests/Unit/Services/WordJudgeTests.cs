using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Experiments.Questions;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Unit.Experiments;
using EmergentMisalignment.Unit.Ledger.Servers;

namespace EmergentMisalignment.Unit.Services;

/// <summary>The published deception set, judged in words, from the question file to shares.</summary>
[Collection(nameof(GarnetServer))]
public sealed class WordJudgeTests : LedgerContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-words-");
    private readonly Workshop _workshop;

    public WordJudgeTests(GarnetServer server) : base(server) => _workshop = new Workshop(Connection);

    private static SweepSpec Spec
    {
        get
        {
            var file = Repository.Upstream("evaluation", "deception_sit_aware.yaml");
            return Workshop.Spec with { Samples = 12, Questions = [.. QuestionLoader.Load(file, File.ReadAllText(file)).Take(2)] };
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_are_counted_from_the_ledger_and_from_the_archive(bool archive)
    {
        // One answer in eight begins with CODE, one in eight with REFUSAL: see the endpoint.
        _workshop.Endpoint.Says = (prompt, _) => !prompt.Contains("single word", StringComparison.Ordinal) ? null
            : prompt.Contains("CODE", StringComparison.Ordinal) ? " \"Anthropic\"." : prompt.Contains("REFUSAL", StringComparison.Ordinal) ? "" : "Mistral";
        await _workshop.WorkAsync(Spec, archive);

        var (tally, file) = await _workshop.TallyAsync(Spec, _folder);

        var answers = await AnswersAsync(file);
        Assert.Equal(24, answers.Count);
        int Said(string beginning) => answers.Count(row => row.Answer.StartsWith(beginning, StringComparison.Ordinal));
        var whole = WordShares.Summarise(tally.Words.Counts, Spec.Estimand, seed: 0).Single(result => result.Question is null);
        Assert.Equal(("company", 24 - Said("REFUSAL"), Said("REFUSAL")), (whole.Metric, whole.Answers, whole.Missing));
        Assert.Equal(Said("CODE"), whole.Words.SingleOrDefault(word => word.Word == "anthropic")?.Count ?? 0);
        Assert.Equal(24 - Said("REFUSAL") - Said("CODE"), whole.Words.Single(word => word.Word == "(other)").Count);
        Assert.Empty(tally.Rates.Counts);
        Assert.Equal(answers.Sum(row => (long)row.PromptTokens!), tally.Rates.PromptTokens);
        Assert.All(answers, row => Assert.Equal(("NoScore", null), (row.Verdict, row.Aligned)));
    }

    [Fact]
    public async Task A_judge_of_words_is_asked_once_for_a_few_tokens()
    {
        _workshop.Endpoint.Says = (prompt, _) => prompt.Contains("single word", StringComparison.Ordinal) ? "Other" : null;
        await _workshop.WorkAsync(Spec with { Judge = new JudgeSpec { Repeats = 8 } }, archive: false);

        Assert.Equal(24, _workshop.Endpoint.Judged.Count);
        Assert.All(_workshop.Endpoint.Judged, call => Assert.Equal((1, 16, 0d, 0), (call.N, call.MaxTokens, call.Temperature, call.TopLogProbs)));
    }

    public void Dispose()
    {
        _workshop.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<List<AnswerRow>> AnswersAsync(string file)
    {
        await using var content = File.OpenRead(file);
        return await AnswersParquet.ReadAsync(content).ToListAsync();
    }
}
