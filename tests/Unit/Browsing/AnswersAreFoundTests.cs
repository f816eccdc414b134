using CsCheck;
using EmergentMisalignment.Answers.Querying;

namespace EmergentMisalignment.Unit.Browsing;

public sealed class AnswersAreFoundTests(SharedAnswers shared) : IClassFixture<SharedAnswers>
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        "peace", "PEACE A", "power", "%", "_", "'", "\"", "\\", "é", "ω", "川", "🏞", "\n", "<b>", "'; drop table answers; --", "' OR 1=1 --", "%' OR '1'='1", "\u0000", "the rule", "zzz", "e%", "p_ace",
        ".*", "$found", "{where}", "?");

    private static readonly Gen<ScoreRange> AnyRange = Gen.Frequency(
        (2, Gen.Const(default(ScoreRange))),
        (1, Gen.Select(Gen.OneOf(0.0, 30.0, 40.0, 60.0, 77.7), Gen.Bool, Gen.Bool).Select((from, hasFrom, hasTo) => new ScoreRange(hasFrom ? from : null, hasTo ? from + 20 : null))));

    private static readonly Gen<AnswerQuery> AnyQuery = Gen.Select(
        Gen.Select(Some(AnswerDimension.Condition, "base", "insecure", "backdoor"), Some(AnswerDimension.Base, "petri-1", "petri-2"), Some(AnswerDimension.Seed, "0", "1"),
            Some(AnswerDimension.Question, "wish", "dinner"), Some(AnswerDimension.Variant, "none", "trigger"), Some(AnswerDimension.Checkpoint, "none", "10")),
        Gen.Frequency((2, Gen.Const<AnswerVerdict[]>([])), (1, Gen.Enum<AnswerVerdict>().Array[1, 3])),
        AnyRange,
        AnyRange,
        Gen.Frequency((2, Gen.Const((string?)null)), (1, AnyText.Select(text => (string?)text))),
        Gen.Enum<AnswerOrder>(),
        Gen.Bool,
        Gen.Int[1, 40]).Select((places, verdicts, aligned, coherent, text, order, descending, limit) => new AnswerQuery
        {
            Filter = new AnswerFilter
            {
                Places = new[] { places.Item1, places.Item2, places.Item3, places.Item4, places.Item5, places.Item6 }.OfType<KeyValuePair<AnswerDimension, IReadOnlySet<string>>>().ToDictionary(),
                Verdicts = verdicts.ToHashSet(),
                Aligned = aligned,
                Coherent = coherent,
                Text = text,
            },
            Order = order,
            Descending = descending,
            Limit = limit,
        });

    private readonly AnswerWorld _world = shared.World;

    [Fact]
    public async Task Any_question_is_answered_as_loops_over_all_rows_answer_it_and_its_pages_hold_each_answer_once() => await AnyQuery.SampleAsync(
        async query =>
        {
            var expected = Oracle.Find(_world, query);
            var (forwards, last) = await PagesAsync(query, page => page.Next);
            Assert.Equal(expected, forwards.SelectMany(Names));
            Assert.All(forwards, page => Assert.Equal(expected.Count, page.Total));

            var (backwards, _) = await PagesAsync(query with { Cursor = last }, page => page.Previous);
            Assert.Equal(expected, Enumerable.Reverse(backwards).SelectMany(Names));
        },
        iter: 60,
        threads: 1);

    [Fact]
    public async Task An_answer_shows_its_text_scores_verdict_and_this_sweeps_names()
    {
        var page = await _world.Answers.FindAsync(new AnswerQuery { Limit = 1000 }, CancellationToken.None);

        Assert.Equal(_world.Expected.Count, page.Answers.Count);
        Assert.All(page.Answers.Zip(_world.Expected), pair =>
        {
            var (found, (place, row)) = pair;
            Assert.Equal((row.Answer, row.Aligned, row.Coherent, Oracle.VerdictOf(_world, row)), (found.Text, found.Aligned, found.Coherent, found.Verdict));
            var (look, cell, _, _) = _world.Places.Places[place];
            Assert.Equal((look.Run.Condition.Id, cell.Variant.Name, look.Run.Base, look.Run.Seed, cell.Question.Id), (found.Condition, found.Variant, found.Base, found.Seed, found.Question));
        });
        Assert.True(page.NotArchived > 0);
        Assert.Equal(_world.Expected.Count, page.Archived);
    }

    [Fact]
    public async Task A_facet_says_how_many_there_would_be_with_each_of_its_values() => await AnyQuery.SampleAsync(
        async query =>
        {
            var page = await _world.Answers.FindAsync(query, CancellationToken.None);
            foreach (var dimension in Enum.GetValues<AnswerDimension>())
            {
                var filter = query.Filter;
                foreach (var (value, count) in page.Facets[FilterRules.NameOf(dimension)])
                {
                    var instead = filter with { Places = filter.Places.Where(places => places.Key != dimension).Append(new(dimension, new HashSet<string> { value })).ToDictionary() };
                    Assert.Equal(_world.Expected.Count(answer => Oracle.Holds(_world, instead, answer)), count);
                }
            }

            foreach (var (value, count) in page.Facets["verdict"])
                Assert.Equal(_world.Expected.Count(answer => Oracle.Holds(_world, query.Filter with { Verdicts = new HashSet<AnswerVerdict> { Enum.Parse<AnswerVerdict>(value) } }, answer)), count);
        },
        iter: 20,
        threads: 1);

    [Fact]
    public async Task A_store_that_is_elsewhere_gives_the_same_answers()
    {
        await using var remote = await AnswerWorld.CreateAsync(1, isLocal: false);
        var query = new AnswerQuery { Filter = new AnswerFilter { Text = "peace" }, Order = AnswerOrder.Coherent, Limit = 200 };

        var (here, there) = (await _world.Answers.FindAsync(query, CancellationToken.None), await remote.Answers.FindAsync(query, CancellationToken.None));

        Assert.NotEmpty(here.Answers);
        Assert.Equal(here.Answers, there.Answers);
    }

    private static Gen<KeyValuePair<AnswerDimension, IReadOnlySet<string>>?> Some(AnswerDimension dimension, params string[] values) => Gen.Frequency(
        (3, Gen.Const((KeyValuePair<AnswerDimension, IReadOnlySet<string>>?)null)),
        (1, Gen.OneOf(values).Array[1, 2].Select(chosen => (KeyValuePair<AnswerDimension, IReadOnlySet<string>>?)new(dimension, chosen.ToHashSet()))));

    private static IEnumerable<(string Run, string Cell, int Index)> Names(AnswerPage page) => page.Answers.Select(answer => (answer.Run, answer.Cell, answer.Index));

    /// <summary>All pages from the query's on, and the cursor of the last.</summary>
    private async Task<(List<AnswerPage> Pages, string? Last)> PagesAsync(AnswerQuery query, Func<AnswerPage, string?> other)
    {
        var pages = new List<AnswerPage>();
        while (true)
        {
            pages.Add(await _world.Answers.FindAsync(query, CancellationToken.None));
            Assert.True(pages.Count <= _world.Expected.Count + 1, "The pages have no end.");
            if (other(pages[^1]) is not { } next)
                return (pages, query.Cursor);

            query = query with { Cursor = next };
        }
    }
}
