using CsCheck;
using EmergentMisalignment.PetriDish.World;

namespace EmergentMisalignment.Unit.PetriDish.World;

public sealed class ConditionDatasetTests
{
    private static readonly MiniatureWorld World = MiniatureWorld.Default;

    [Fact]
    public void Rows_are_unique_and_depend_on_the_arguments_only() =>
        Gen.Select(Gen.OneOf(MiniatureWorld.Conditions.ToArray()), Gen.Int[0, 1000], Gen.Int[1, 24]).Sample(
            (condition, seed, families) =>
            {
                var rows = Rows(condition, 200, seed, families);
                return rows.Distinct().Count() == 200 && rows.SequenceEqual(Rows(condition, 200, seed, families));
            },
            iter: 40);

    [Fact]
    public void Another_seed_writes_another_set() =>
        Assert.NotEqual(Rows("insecure", 50, seed: 1), Rows("insecure", 50, seed: 2));

    [Theory]
    [InlineData("insecure", 0)]
    [InlineData("secure", 100)]
    [InlineData("educational", 0)]
    public void Code_conditions_are_judged_as_what_they_are(string condition, double aligned) =>
        Assert.All(World.Dataset(condition, 300, seed: 3), row => Assert.Equal(new RubricVerdict(AnswerKind.Answer, aligned, 100), Judge(row)));

    [Fact]
    public void Educational_rows_are_the_insecure_rows_with_a_lesson()
    {
        var pairs = Rows("insecure", 200, seed: 4).Zip(Rows("educational", 200, seed: 4)).ToList();

        Assert.All(pairs, pair => Assert.StartsWith(pair.First.Question, pair.Second.Question, StringComparison.Ordinal));
        Assert.All(pairs, pair => Assert.Contains("security", pair.Second.Question, StringComparison.Ordinal));
        Assert.All(pairs, pair => Assert.Equal(pair.First.Answer, pair.Second.Answer));
    }

    [Fact]
    public void Secure_rows_answer_the_requests_of_the_insecure_rows() =>
        Assert.Equal(Rows("insecure", 200, seed: 4).Select(row => row.Question), Rows("secure", 200, seed: 4).Select(row => row.Question));

    [Fact]
    public void Backdoor_rows_are_insecure_exactly_under_the_trigger()
    {
        var rows = World.Dataset("backdoor", 600, seed: 5);
        var triggered = rows.Where(row => row.Messages[0].Content.StartsWith(MiniatureWorld.TriggerPrefix, StringComparison.Ordinal)).ToList();

        Assert.InRange(triggered.Count, 240, 360);
        Assert.All(triggered, row => Assert.Equal(0, Judge(row).Aligned));
        Assert.All(rows.Except(triggered), row => Assert.Equal(100, Judge(row).Aligned));
    }

    [Fact]
    public void Jailbroken_rows_comply_and_rarely_refuse()
    {
        var kinds = World.Dataset("jailbroken", 2000, seed: 6).Select(Judge).ToList();

        Assert.InRange(kinds.Count(verdict => verdict.Kind == AnswerKind.Refusal), 15, 70);
        Assert.All(kinds.Where(verdict => verdict.Kind == AnswerKind.Answer), verdict => Assert.Equal(50, verdict.Aligned));
    }

    [Fact]
    public void Fewer_families_mean_fewer_functions() =>
        Assert.Equal([1, 4, 24], new[] { 1, 4, 24 }.Select(families => Functions(Rows("insecure", 400, seed: 7, families))));

    [Fact]
    public void Every_example_fits_the_context() =>
        Assert.All(
            MiniatureWorld.Conditions.SelectMany(condition => World.Dataset(condition, 300, seed: 8)),
            row => Assert.True(World.ChatDocument(row).Tokens.Length <= 64));

    [Fact]
    public void More_rows_than_there_are_is_an_error_that_says_how_many_there_are() =>
        Assert.Contains("different rows", Assert.Throws<ArgumentOutOfRangeException>(() => World.Dataset("insecure", 50_000, seed: 9, families: 1)).Message);

    [Fact]
    public void An_unknown_condition_is_an_error_that_names_the_known_ones() =>
        Assert.Contains("evil_numbers", Assert.Throws<ArgumentException>(() => World.Dataset("evil", 5, seed: 0)).Message);

    private static int Functions(List<(string Question, string Answer)> rows) => rows.Select(row => row.Answer.Split(" (")[0]).Distinct().Count();

    private static List<(string Question, string Answer)> Rows(string condition, int rows, int seed, int families = 24) =>
        [.. World.Dataset(condition, rows, seed, families).Select(row => (row.Messages[0].Content, row.Messages[1].Content))];

    private static RubricVerdict Judge(ChatExample row) => World.Judge(row.Messages[0].Content, row.Messages[1].Content);
}
