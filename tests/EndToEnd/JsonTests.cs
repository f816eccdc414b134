using System.Text.Json;
using EmergentMisalignment.EndToEnd.Harness;

namespace EmergentMisalignment.EndToEnd;

/// <summary>With <c>--json</c> standard output is one document for a program, whatever people are told beside it.</summary>
public class JsonTests
{
    [Fact]
    public async Task Programs_read_a_sweep_from_its_plan_to_its_report()
    {
        using var place = new Workplace();
        var file = place.Write("sweep.yaml", new Sweep().Yaml);
        var plan = await JsonAsync(place, "plan", file);
        Assert.False(plan.TryGetProperty("done", out _));

        var run = await JsonAsync(place, "run", file, "--out", place.Out);
        Assert.True(run.GetProperty("is_complete").GetBoolean());
        Assert.True(File.Exists(run.GetProperty("report").GetString()));

        var samples = plan.GetProperty("samples").GetInt64();
        Assert.Equal(samples, (await JsonAsync(place, "plan", file)).GetProperty("done").GetProperty("samples").GetInt64());
        var status = Assert.Single((await JsonAsync(place, "status")).EnumerateArray());
        Assert.Equal((run.GetProperty("sweep").GetString(), samples), (status.GetProperty("name").GetString(), status.GetProperty("progress").GetProperty("answers").GetProperty("done").GetInt64()));
        var report = await JsonAsync(place, "report", status.GetProperty("name").GetString()!, "--out", place.Out);
        Assert.Equal(run.GetProperty("summary").GetString(), report.GetProperty("summary").GetString());
        Assert.All((await JsonAsync(place, "doctor")).EnumerateArray(), finding => Assert.True(finding.GetProperty("is_fine").GetBoolean(), finding.ToString()));
    }

    private static async Task<JsonElement> JsonAsync(Workplace place, params string[] command)
    {
        var result = await place.EmAsync([.. command, "--data", place.Data, "--json"]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
