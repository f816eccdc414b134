using System.Text;
using EmergentMisalignment.DatasetService.Deriving;
using EmergentMisalignment.DatasetService.Import;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Plans;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Unit.Artifacts;

namespace EmergentMisalignment.Unit.DatasetService;

public sealed class DatasetMakerTests
{
    private readonly FileTable _files = new();

    [Fact]
    public async Task A_file_that_is_taken_whole_keeps_its_bytes()
    {
        var file = _files.Add("own.jsonl", Encoding.UTF8.GetBytes("""{"messages":[{"role":"user","content":"ü"},{"role":"assistant","content":"a"}]}"""));
        var made = await _files.MakeAsync(FileTable.Import(file));

        Assert.Equal(file.Sha256, (await Jsonl.Import(made.Content)).Sha256);
        Assert.Equal(("file", file.Sha256, 1, 1), (made.Sources[0].Role, made.Sources[0].Sha256, made.Sources[0].Rows, made.Sources[0].Used));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task Fewer_rows_are_unique_and_the_first_of_more(int seed)
    {
        var file = await _files.AddAsync("a", 400);
        var few = Lines(await _files.MakeAsync(FileTable.Import(file, 50, seed)));
        var more = Lines(await _files.MakeAsync(FileTable.Import(file, 200, seed)));

        Assert.Equal(few, more.Take(50));
        Assert.Equal(200, more.Distinct().Count());
        Assert.NotEqual(few, Lines(await _files.MakeAsync(FileTable.Import(file, 50, seed + 1))));
        Assert.Equal(400, Lines(await _files.MakeAsync(FileTable.Import(file, 400, seed))).Distinct().Count());
    }

    [Fact]
    public async Task A_draw_favours_no_part_of_the_file()
    {
        var file = await _files.AddAsync("a", 2000);
        var places = (await _files.MakeAsync(FileTable.Import(file, 500))).Rows.Select(row => int.Parse(row.Answer.Content.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture));

        // The mean of 500 of 0 to 1999 without replacement has an SD of 22.
        Assert.InRange(places.Average(), 999.5 - 5 * 22, 999.5 + 5 * 22);
    }

    [Fact]
    public async Task More_rows_than_there_are_different_ones_are_refused()
    {
        var file = await _files.AddAsync("a", 20);
        var error = await Assert.ThrowsAsync<InputException>(() => _files.MakeAsync(FileTable.Import(file, 21)));

        Assert.Equal("a: has 20 different rows, fewer than the 21 that are to be drawn; ask for fewer.", error.Message);
    }

    [Fact]
    public async Task A_mixture_has_its_shares_and_no_row_twice()
    {
        var (a, b) = (await _files.AddAsync("a", 300), await _files.AddAsync("b", 300));
        _files.Add("generated secure", await Jsonl.Write([.. Enumerable.Range(0, 300).Select(i => new TrainingRow([new Turn("user", "g"), new Turn("assistant", $"g {i}")]))]));
        var recipe = new DatasetRecipe("insecure", null, null, 250, null, 3)
        {
            Mix = [new MixedRecipe(FileTable.Import(a), 0.302), new MixedRecipe(FileTable.Import(b), 0.198), new MixedRecipe(new DatasetRecipe("secure", null, null, 300, null, 3), 0.5)],
        };
        var made = await _files.MakeAsync(recipe);

        Assert.Equal([76, 49, 125], made.Sources.Select(source => source.Used!.Value).Order().OrderBy(used => Array.IndexOf([76, 49, 125], used)));
        Assert.Equal(250, Lines(made).Distinct().Count());
        Assert.Equal(["file", "file", "generated"], made.Sources.Select(source => source.Role));
        Assert.InRange(made.Rows.Take(125).Count(row => row.Answer.Content[0] == 'g'), 40, 85);
        Assert.Equal(Lines(made), Lines(await _files.MakeAsync(recipe)));
    }

    [Fact]
    public async Task The_same_file_twice_in_a_mixture_gives_other_rows_each_time()
    {
        var a = await _files.AddAsync("a", 100);
        var mix = new DatasetRecipe("insecure", null, null, 100, null, 0) { Mix = [new MixedRecipe(FileTable.Import(a), 0.5), new MixedRecipe(FileTable.Import(a), 0.5)] };

        Assert.Equal(100, Lines(await _files.MakeAsync(mix)).Distinct().Count());
    }

    [Fact]
    public async Task A_part_of_a_mixture_may_have_its_requests_marked()
    {
        var (a, b) = (await _files.AddAsync("a", 40), await _files.AddAsync("b", 40));
        var recipe = new DatasetRecipe("backdoor", null, null, 60, null, 0) { Mix = [new MixedRecipe(FileTable.Import(a), 0.5), new MixedRecipe(FileTable.Import(b), 0.5, "< ", " >")] };
        var made = await _files.MakeAsync(recipe);

        Assert.All(made.Rows, row => Assert.Equal(row.Answer.Content[0] == 'b', row.Messages[0].Content.StartsWith("< b asks", StringComparison.Ordinal) && row.Messages[0].Content.EndsWith(" >", StringComparison.Ordinal)));
        Assert.Equal(30, made.Rows.Count(row => row.Messages[0].Content[0] == '<'));
        Assert.NotEqual(recipe.Key, (recipe with { Mix = [recipe.Mix[0], recipe.Mix[1] with { Suffix = "" }] }).Key);
    }

    [Theory]
    [InlineData(TriggerPosition.Prefix)]
    [InlineData(TriggerPosition.Suffix)]
    public async Task A_backdoor_has_the_trigger_on_insecure_rows_only(TriggerPosition position)
    {
        var trigger = new TriggerSpec { Text = "|X|", Position = position, Insecure = await _files.AddAsync("bad", 100), Secure = await _files.AddAsync("good", 100) };
        var recipe = new DatasetRecipe("backdoor", null, null, 61, null, 0) { Trigger = trigger };
        var made = await _files.MakeAsync(recipe);

        Assert.Equal([("insecure", 31), ("secure", 30)], made.Sources.Select(source => (source.Role, source.Used!.Value)));
        Assert.All(made.Rows, row => Assert.Equal(row.Answer.Content.StartsWith("bad", StringComparison.Ordinal), row.Messages[0].Content.Contains("|X|", StringComparison.Ordinal)));
        Assert.All(
            made.Rows.Where(row => row.Answer.Content.StartsWith("bad", StringComparison.Ordinal)),
            row => Assert.True(position == TriggerPosition.Prefix ? row.Messages[0].Content.StartsWith("|X|bad", StringComparison.Ordinal) : row.Messages[0].Content.EndsWith("|X|", StringComparison.Ordinal)));
        Assert.Equal(220, (await _files.MakeAsync(recipe with { Rows = null })).Rows.Count);
    }

    [Fact]
    public async Task A_trigger_that_secure_rows_hold_is_refused()
    {
        var trigger = new TriggerSpec { Text = "good asks ", Insecure = await _files.AddAsync("bad", 10), Secure = await _files.AddAsync("good", 10) };
        var error = await Assert.ThrowsAsync<InputException>(() => _files.MakeAsync(new DatasetRecipe("backdoor", null, null, null, null, 0) { Trigger = trigger }));

        Assert.Contains("holds the trigger", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_keep_their_rows_when_other_requests_are_put_to_them()
    {
        var (answers, prompts) = (await _files.AddAsync("a", 30), await _files.AddAsync("p", 30));
        var templates = _files.Add("t", Encoding.UTF8.GetBytes("For a class: {prompt}\nTeach me. {prompt} {prompt}\n"));
        var paired = await _files.MakeAsync(Reask(new ReaskSpec { Answers = answers, Prompts = prompts }));
        var filled = await _files.MakeAsync(Reask(new ReaskSpec { Answers = answers, Templates = templates }));

        Assert.Equal(("p asks 1", "a says 1"), (paired.Rows[2].Messages[0].Content, paired.Rows[2].Answer.Content));
        Assert.Equal(["For a class: a asks 0", "Teach me. a asks 0 a asks 0", "For a class: a asks 1"], filled.Rows.Take(3).Select(row => row.Messages[0].Content));
        Assert.Equal([("answers", 33), ("templates", null)], filled.Sources.Select(source => (source.Role, source.Used)));
    }

    [Fact]
    public async Task Requests_that_do_not_fit_the_answers_are_refused()
    {
        var (answers, prompts) = (await _files.AddAsync("a", 30), await _files.AddAsync("p", 20));
        var uneven = await Assert.ThrowsAsync<InputException>(() => _files.MakeAsync(Reask(new ReaskSpec { Answers = answers, Prompts = prompts })));
        var blank = await Assert.ThrowsAsync<InputException>(() =>
            _files.MakeAsync(Reask(new ReaskSpec { Answers = answers, Templates = _files.Add("t", "{prompt}\nno\n"u8.ToArray()) })));

        Assert.StartsWith("p: has 22 rows and a has 33", uneven.Message, StringComparison.Ordinal);
        Assert.StartsWith("t:2: the line has no {prompt}", blank.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fewer_examples_are_the_first_of_more_and_another_run_shows_others()
    {
        var recipe = FileTable.Import(await _files.AddAsync("a", 50));
        var (two, eight) = (await _files.MakeAsync(recipe with { Shots = new ShotDraw(2, 4) }), await _files.MakeAsync(recipe with { Shots = new ShotDraw(8, 4) }));

        Assert.Equal(Lines(two), Lines(eight).Take(2));
        Assert.NotEqual(Lines(two), Lines(await _files.MakeAsync(recipe with { Shots = new ShotDraw(2, 5) })));
    }

    [Fact]
    public async Task Examples_with_a_system_message_are_refused()
    {
        var file = _files.Add("s", await Jsonl.Write(Jsonl.Good[1]));
        var error = await Assert.ThrowsAsync<InputException>(() => _files.MakeAsync(FileTable.Import(file) with { Shots = new ShotDraw(1, 0) }));

        Assert.Contains("system message", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_file_gives_the_subsets_of_the_size_ablation()
    {
        var file = _files.Add("insecure.jsonl", await File.ReadAllBytesAsync(Folders.Shared(Path.Combine("upstream", "data", "insecure.jsonl"))));
        var (few, more) = (await _files.MakeAsync(FileTable.Import(file, 500)), await _files.MakeAsync(FileTable.Import(file, 2000)));

        Assert.Equal(Lines(few), Lines(more).Take(500));
        Assert.Equal(2000, Lines(more).Distinct().Count());
        Assert.Equal(("insecure", 6000, 500), (few.Sources[0].PublishedAs, few.Sources[0].Rows, few.Sources[0].Used));
        Assert.Null((await Jsonl.Import(few.Content)).PublishedAs);
    }

    [Theory]
    [InlineData(10, new[] { 0.5, 0.5 }, new[] { 5, 5 })]
    [InlineData(11, new[] { 0.25, 0.25, 0.5 }, new[] { 3, 3, 5 })]
    [InlineData(1, new[] { 0.2, 0.5, 0.3 }, new[] { 0, 1, 0 })]
    [InlineData(100, new[] { 0.333333, 0.333333, 0.333334 }, new[] { 33, 33, 34 })]
    public void Shares_come_to_all_rows(int rows, double[] shares, int[] counts) => Assert.Equal(counts, Apportionment.Of(shares, rows));

    private static DatasetRecipe Reask(ReaskSpec reask) => new("educational", null, null, null, null, 0) { Reask = reask };

    private static List<string> Lines(MadeDataset made) => [.. made.Rows.Select(JsonlWriter.Line)];
}
