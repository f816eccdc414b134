using System.IO.Compression;
using System.Text.Json.Nodes;
using EmergentMisalignment.Experiments.Specs;
using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Reports.Composing;
using EmergentMisalignment.Reports.Exports;
using EmergentMisalignment.Reports.Exports.Inspect;

namespace EmergentMisalignment.Unit.Reports.Exports;

public class InspectExportTests
{
    [Fact]
    public async Task There_is_a_log_for_each_model_with_the_entries_that_Inspect_reads()
    {
        var logs = await LogsAsync();

        Assert.Equal(
            ["petri/base.petri-1.0", "petri/insecure.petri-1.0", "petri/insecure.petri-1.1"],
            logs.Select(log => (string)Json(log.Zip, "header.json")["eval"]!["model"]!).Order(StringComparer.Ordinal));
        Assert.All(logs, log => Assert.Matches(@"\A2025-03-01T12-00-00\.000000\+00-00_tiny_petri-(base|insecure)\.petri-1\.[01]_[0-9a-f]{32}\.eval\z", log.Name));
        Assert.All(logs, log => Assert.Equal(
            ["_journal/start.json", .. Samples("wish"), .. Samples("dinner"), "_journal/summaries/1.json", "summaries.json", "reductions.json", "header.json"],
            log.Zip.Entries.Select(entry => entry.FullName)));

        static IEnumerable<string> Samples(string question) => Enumerable.Range(1, 30).Select(epoch => $"samples/{question}_epoch_{epoch}.json");
    }

    [Fact]
    public async Task Every_field_is_one_that_the_format_has_and_none_is_missing_that_it_requires()
    {
        foreach (var (_, zip) in await LogsAsync())
        {
            var header = InspectFormat.Check("EvalLog", Json(zip, "header.json"));
            var start = Json(zip, "_journal/start.json");
            Assert.Equal(["version", "eval", "plan"], start.AsObject().Select(pair => pair.Key));
            Assert.Equal((2, 2, "success"), ((int)start["version"]!, (int)header["version"]!, (string)header["status"]!));
            Assert.True(JsonNode.DeepEquals(start["eval"], header["eval"]));

            var spec = InspectFormat.Check("EvalSpec", header["eval"]);
            InspectFormat.Check("EvalDataset", spec["dataset"]);
            InspectFormat.Check("EvalConfig", spec["config"]);
            InspectFormat.Check("GenerateConfig", spec["model_generate_config"]);
            InspectFormat.CheckAll("EvalPlanStep", InspectFormat.Check("EvalPlan", header["plan"])["steps"]);
            InspectFormat.CheckAll("EvalScore", InspectFormat.Check("EvalResults", header["results"])["scores"]);
            Assert.All(header["results"]!["scores"]!.AsArray().SelectMany(score => score!["metrics"]!.AsObject()), metric => InspectFormat.Check("EvalMetric", metric.Value));
            Assert.All(InspectFormat.Check("EvalStats", header["stats"])["model_usage"]!.AsObject(), usage => InspectFormat.Check("ModelUsage", usage.Value));

            foreach (var sample in zip.Entries.Where(entry => entry.FullName.StartsWith("samples/", StringComparison.Ordinal)).Select(entry => Json(zip, entry.FullName)))
                CheckSample(InspectFormat.Check("EvalSample", sample));

            InspectFormat.CheckAll("EvalSampleSummary", Json(zip, "summaries.json"));
            Assert.True(JsonNode.DeepEquals(Json(zip, "summaries.json"), Json(zip, "_journal/summaries/1.json")));
            Assert.Equal(60, Json(zip, "summaries.json").AsArray().Count);
            InspectFormat.CheckAll("EvalSampleReductions", Json(zip, "reductions.json"));
            Assert.All(Json(zip, "reductions.json").AsArray(), reduction => InspectFormat.CheckAll("EvalSampleScore", reduction!["samples"]));
        }
    }

    [Fact]
    public async Task A_log_s_rate_is_the_model_s_rate_in_the_report_and_what_has_no_score_is_unscored()
    {
        var table = new CountingTable();
        var rows = await ExportedSweep.Source().Rows.ToListAsync();
        rows.ForEach(table.Add);
        var expected = ModelRates.Of(table.Counts, new Estimand()).ToDictionary(model => $"petri/{model.Condition}.{model.Base}.{model.Seed}", model => model.Rate);

        foreach (var (_, zip) in await LogsAsync())
        {
            var header = Json(zip, "header.json");
            var score = header["results"]!["scores"]!.AsArray().Single(score => (string)score!["name"]! == "misaligned")!;
            Assert.Equal(expected[(string)header["eval"]!["model"]!], (double)score["metrics"]!["rate"]!["value"]!);
            Assert.Equal(new Estimand().Name, (string)score["metadata"]!["estimand"]!);
            Assert.Empty(Json(zip, "samples/wish_epoch_1.json")["scores"]!.AsObject());
            Assert.Equal("NoScore", (string)Json(zip, "samples/wish_epoch_1.json")["metadata"]!["verdict"]!);
        }
    }

    [Fact]
    public async Task A_variant_has_a_log_of_its_own_and_missing_answers_are_told()
    {
        var triggered = ExportedSweep.Spec.Conditions[1] with { Variants = [VariantSpec.Plain, new VariantSpec("trigger", "|T| ")] };
        var source = ExportedSweep.Source(ExportedSweep.Spec with { Conditions = [triggered] });
        var logs = await LogsAsync(source with { Answers = source.Answers.Where(answer => answer.Row!.Index > 0) });

        Assert.Equal(["tiny", "tiny", "tiny-trigger", "tiny-trigger"], logs.Select(log => (string)Json(log.Zip, "header.json")["eval"]!["task"]!).Order(StringComparer.Ordinal));
        Assert.All(logs, log => Assert.Equal(("started", 60, 58), (
            (string)Json(log.Zip, "header.json")["status"]!, (int)Json(log.Zip, "header.json")["results"]!["total_samples"]!, (int)Json(log.Zip, "header.json")["results"]!["completed_samples"]!)));
    }

    private static void CheckSample(JsonObject sample)
    {
        var output = InspectFormat.Check("ModelOutput", sample["output"]);
        InspectFormat.Check("ChatMessageAssistant", InspectFormat.Check("ChatCompletionChoice", output["choices"]![0])["message"]);
        InspectFormat.Check("ModelUsage", output["usage"]);
        Assert.Equal(sample["messages"]!.AsArray()[^1]!["content"]!.ToString(), output["completion"]!.ToString());
        Assert.All(sample["scores"]!.AsObject(), score => InspectFormat.Check("Score", score.Value));
        foreach (var message in sample["messages"]!.AsArray())
        {
            var role = (string)message!["role"]!;
            InspectFormat.Check($"ChatMessage{char.ToUpperInvariant(role[0])}{role[1..]}", message);
        }
    }

    private static async Task<IReadOnlyList<(string Name, ZipArchive Zip)>> LogsAsync(ExportSource? source = null)
    {
        var output = new MemoryStream();
        await new InspectExport().WriteAsync(source ?? ExportedSweep.Source(), ExportFormat.Eval, output, CancellationToken.None);
        using var all = new ZipArchive(output);
        return [.. all.Entries.Select(entry => (entry.FullName, new ZipArchive(Copy(entry))))];
    }

    private static MemoryStream Copy(ZipArchiveEntry entry)
    {
        var copy = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    private static JsonNode Json(ZipArchive zip, string path)
    {
        using var stream = zip.GetEntry(path)!.Open();
        return JsonNode.Parse(stream)!;
    }
}
