using System.Globalization;
using System.Text;

namespace EmergentMisalignment.Unit.BadData;

/// <summary>Broken files by the hundred thousand: no reader crashes, hangs, or says anything but one sentence.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, (InputFormat Format, int Inputs)> Plan = new[]
    {
        (InputFormats.Dataset, 20_000), (InputFormats.Sweep, 20_000), (InputFormats.Questions, 20_000), (InputFormats.Results, 20_000),
        (InputFormats.JudgeCalls, 20_000), (InputFormats.Summary, 20_000), (InputFormats.Estimand, 10_000), (InputFormats.RequestTemplates, 10_000),
        (InputFormats.SteeredSweep, 5_000), (InputFormats.JudgedSweep, 10_000), (InputFormats.Canary, 10_000), (InputFormats.Mmlu, 5_000), (InputFormats.TruthfulCsv, 5_000),
        (InputFormats.TruthfulJson, 10_000), (InputFormats.StrongReject, 5_000), (InputFormats.CodeTasks, 5_000), (InputFormats.RowTemplates, 5_000), (InputFormats.NumberPrompts, 5_000),
    }.ToDictionary(entry => entry.Item1.Name);

    /// <summary>Repeated without end, each of these has kept some parser busy or emptied its stack.</summary>
    private static readonly string[] Hostile =
    [
        "[", "{", "- ", "? ", "a: ", "a:\n ", "&a ", "*a ", "!t ", "\"", "'", "|\n", ">\n", "#", "%", "a\n", "- a\n", "<<: ", "\t", " ", "\n", ",", "[],", "{},", "? - ", "---\n", "{\"a\":", "[{\"a\":",
        "{\"messages\":[", "a,\"", "\"\",", "\\", "\u00e9", "{prompt}", "!!", "a: *a\n", "{a: ", "[&a ", "- - ",
    ];

    public static TheoryData<string> Formats() => [.. Plan.Keys];

    [Fact]
    public void At_least_a_hundred_thousand_inputs_are_tried() => Assert.True(Plan.Values.Sum(entry => entry.Inputs) >= 100_000);

    /// <summary>EM_FUZZ_TIMES=50 tries fifty times as many, others each.</summary>
    [Theory]
    [MemberData(nameof(Formats))]
    public void Broken_files_are_read_or_refused_in_one_sentence(string format)
    {
        var times = int.Parse(Environment.GetEnvironmentVariable("EM_FUZZ_TIMES") ?? "1", CultureInfo.InvariantCulture);
        var mutator = new Mutator(Seeds.Of(Plan[format].Format));

        var tally = new FuzzRun(Plan[format].Format, Plan[format].Inputs * times, mutator.Make).Run();

        output.WriteLine($"{format}: {tally.Inputs:N0} inputs, {tally.Read:N0} read, {tally.Refused:N0} refused, the slowest, number {tally.Slowest.Number}, in {tally.Slowest.Time.TotalMilliseconds:0.0} ms");
        Assert.True(tally.Failure is null, tally.Failure);
        Assert.Equal(Plan[format].Inputs * times, tally.Inputs);
        Assert.True(tally is { Read: > 100, Refused: > 100 }, "Inputs that are all good or all bad at their first byte try nothing.");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_text_repeated_without_end_ends_soon(string format)
    {
        const int Letters = 500_000;

        var tally = new FuzzRun(Plan[format].Format, Hostile.Length, number => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Hostile[number], Letters / Hostile[number].Length)))).Run();

        output.WriteLine($"{format}: {tally.Inputs} inputs, the slowest, of {Hostile[tally.Slowest.Number]}, in {tally.Slowest.Time.TotalMilliseconds:0} ms");
        Assert.True(tally.Failure is null, tally.Failure);
    }
}
