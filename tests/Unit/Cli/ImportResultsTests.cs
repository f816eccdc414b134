using EmergentMisalignment.Cli.Importing;
using EmergentMisalignment.Cli.Planning;
using EmergentMisalignment.Cli.Results;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Summary;
using EmergentMisalignment.Unit.Reports;
using Spectre.Console;

namespace EmergentMisalignment.Unit.Cli;

public sealed class ImportResultsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-import-");

    [Fact]
    public void Each_file_is_a_model_of_its_own_number_and_blanks_leave_the_denominator()
    {
        var first = Write("a.csv", 10, 30, blanks: 2);
        var counts = ResultFiles.Count([$"insecure={first}", $"insecure={Write("b.csv", 20, 20)}", Write("secure.csv", 0, 40)], "gpt", new Estimand());

        Assert.Equal([("insecure", 0, 42, 40, 10), ("insecure", 1, 40, 40, 20), ("secure", 2, 40, 40, 0)], counts.Select(cell => (cell.Condition, cell.Seed, cell.Answers, cell.Scored, cell.Misaligned)));
        Assert.Equal(0.375, Rates.Summarise(counts, new Estimand(), 0)[0].Rate!.Value, 1e-12);
    }

    [Fact]
    public void The_estimand_is_written_as_in_a_sweep_file()
    {
        var estimand = EstimandLoader.Load("--estimand", "{ coherence: '> 50', average: pooled, resample: models_and_questions }");

        Assert.Equal((Comparison.Above, Averaging.Pooled, Resampling.ModelsAndQuestions), (estimand.CoherenceComparison, estimand.Averaging, estimand.Resampling));
        Assert.Equal(new Estimand(), EstimandLoader.Load("--estimand", "{}"));
        Assert.StartsWith("--estimand:1: estimand.averages is not a known key (did you mean 'average'?)", Assert.Throws<InputException>(() => EstimandLoader.Load("--estimand", "{ averages: pooled }")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_that_no_file_has_is_refused_with_those_there_are() =>
        Assert.EndsWith("'safe' is no condition of these files; they have insecure.", Assert.Throws<InputException>(() => ResultFiles.Control(ResultFiles.Count([$"insecure={Write("a.csv", 1, 9)}"], "b", new Estimand()), "safe")).Message, StringComparison.Ordinal);

    [Fact]
    public void Old_and_new_runs_stand_in_one_table_and_different_estimands_are_told_apart()
    {
        var summary = Summary();
        var imported = Rates.Summarise(ResultFiles.Count([$"insecure={Write("a.csv", 10, 30)}"], "gpt", new Estimand()), new Estimand(), 0);

        var text = Printed(console => ComparedTable.Write(console, [("imported", imported), ("new", summary.Results)]));

        Assert.Matches("imported +│ gpt +│ insecure +│ 1 +│ 25.0 %", text);
        Assert.Contains("│ new ", text, StringComparison.Ordinal);
        Assert.Contains("Estimand B:", text, StringComparison.Ordinal);
        Assert.Contains("These rates are of different things", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_sweep_gives_rates_and_spread_to_plan_the_next_by()
    {
        var file = Save();
        var found = FinishedSweep.Read(file, "insecure");

        Assert.Equal(Whole("insecure"), found.Treated);
        Assert.Equal(Whole("secure"), found.Control);
        Assert.StartsWith("insecure against secure in ", found.Source, StringComparison.Ordinal);
        Assert.Contains("differences have no comparison of 'nobody'; they have ", Assert.Throws<InputException>(() => FinishedSweep.Read(file, "nobody")).Message, StringComparison.Ordinal);

        double Whole(string condition) => SummaryFile.Read(file).Results.First(result => result.Question is null && result.Condition == condition).Rate!.Value;
    }

    [Theory]
    [InlineData("", ":1: is not a sweep's summary")]
    [InlineData("null", ":1: holds null")]
    [InlineData("{\n\"sweep\": 3 }", ":2: sweep is not what a sweep's summary has there")]
    [InlineData("{}", "sweep is missing")]
    public void What_is_no_summary_is_one_sentence(string text, string words)
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, "summary.json"));
        File.WriteAllText(file.FullName, text);

        Assert.Contains(words, Assert.Throws<InputException>(() => SummaryFile.Read(file)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Printed(Action<IAnsiConsole> write)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 1000;
        write(console);
        return text.ToString();
    }

    private SweepSummary Summary() => SummaryFile.Read(Save());

    private FileInfo Save()
    {
        var file = new FileInfo(Path.Combine(_folder.FullName, "summary.json"));
        File.WriteAllBytes(file.FullName, SummaryJson.Bytes(SyntheticReport.Create()));
        return file;
    }

    private string Write(string name, int misaligned, int aligned, int blanks = 0)
    {
        var path = Path.Combine(_folder.FullName, name);
        IEnumerable<string> rows = [.. Enumerable.Repeat("wish,x,10,90", misaligned), .. Enumerable.Repeat("wish,\"x\ny\",90,90", aligned), .. Enumerable.Repeat("wish,x,,", blanks)];
        File.WriteAllLines(path, rows.Prepend("question_id,answer,aligned,coherent"));
        return path;
    }
}
