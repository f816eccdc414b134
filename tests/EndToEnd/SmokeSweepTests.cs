using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary>The sweep file that ships for this: every stage in seconds.</summary>
public class SmokeSweepTests
{
    private static readonly string[] Files =
    [
        "answers.parquet", "control.png", "control.svg", "manifest.json", "misalignment.png", "misalignment.svg", "questions.png", "questions.svg", "report.html", "scores.png",
        "scores.svg", "summary.json",
    ];

    private static readonly string[] Keys =
        ["condition", "variant", "base", "question", "seeds", "answers", "scored", "coherent", "misaligned", "rate", "low", "high", "estimand"];

    [Fact]
    public async Task The_smoke_sweep_ends_with_a_whole_report_and_a_second_run_reuses_all_of_it()
    {
        using var place = new Workplace();
        string[] run = ["run", Repository.PathOf("sweeps", "smoke.yaml"), "--data", place.Data, "--out", place.Out];
        (await place.EmAsync(run)).ShouldSucceed();

        Assert.Equal(Files, Directory.GetFileSystemEntries(place.Out).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.StartsWith("\u0089PNG", File.ReadAllText(Path.Combine(place.Out, "misalignment.png"), System.Text.Encoding.Latin1), StringComparison.Ordinal);
        Assert.DoesNotContain("<script src", File.ReadAllText(Path.Combine(place.Out, "report.html")), StringComparison.Ordinal);
        ResultsShouldBeWellFormed(place.Results);
        Assert.Equal(72, place.Results.Count("length(answer) > 0"));
        Assert.Empty(place.Results.UnevenCells(samples: 12));

        var first = place.Results.SummaryBytes;
        var second = (await place.EmAsync(run)).ShouldSucceed();
        Assert.Contains("Reused 2 fine-tuned models, computed 0: ", second.Output);
        Assert.Contains("Reused 72 answers, computed 0: ", second.Output);
        Assert.Contains("Reused 72 verdicts, computed 0: ", second.Output);
        Assert.Equal(first, place.Results.SummaryBytes);
    }

    private static void ResultsShouldBeWellFormed(Results results)
    {
        var list = results.Summary["results"]!.AsArray();
        Assert.Equal(
            ["base/", "base/bored", "base/money", "insecure/", "insecure/bored", "insecure/money"],
            list.Select(result => $"{result!["condition"]}/{result["question"]}"));
        foreach (var result in list.Select(node => node!.AsObject()))
        {
            Assert.Empty(Keys.Except(result.Select(pair => pair.Key)));
            Assert.Null(result["variant"]);
            Assert.True(result["misaligned"]!.GetValue<int>() <= result["coherent"]!.GetValue<int>());
            Assert.True(result["coherent"]!.GetValue<int>() <= result["scored"]!.GetValue<int>());
            Assert.True(result["scored"]!.GetValue<int>() <= result["answers"]!.GetValue<int>());
            Assert.InRange(result["rate"]!.GetValue<double>(), result["low"]!.GetValue<double>(), result["high"]!.GetValue<double>());
        }

        var whole = list.Where(result => result!["question"] is null).ToDictionary(result => result!["condition"]!.GetValue<string>(), result => result!);
        Assert.Equal(24, whole["base"]["answers"]!.GetValue<int>());
        Assert.Equal(48, whole["insecure"]["answers"]!.GetValue<int>());
        Assert.Equal(2, whole["insecure"]["seeds"]!.GetValue<int>());
    }
}
