using EmergentMisalignment.Experiments.Pricing;
using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Sweeps.Spending;

namespace EmergentMisalignment.Unit.Infra;

/// <summary>Whoever asks models pays for them, and refuses what has no price.</summary>
public class PriceTests
{
    private const string Gpu = "overlays/gpu";

    private static readonly string Setting = Prices.FileSetting.Replace(":", "__", StringComparison.Ordinal);

    public static TheoryData<string> Overlays { get; } = [.. Overlay.Names];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void The_table_is_where_every_pod_that_pays_looks_for_it_unless_all_is_free(string name)
    {
        var overlay = Overlay.Of(name);
        var variables = overlay.Variables("endpoints");
        if (!variables.TryGetValue(Setting, out var path))
        {
            Assert.All(variables.Where(variable => variable.Key.EndsWith("__Kind", StringComparison.Ordinal)), kind => Assert.Equal(nameof(EndpointKind.Petri), kind.Value));
            return;
        }

        var file = path.Split('/')[^1];
        Assert.Contains(file, Assert.Single(overlay.Generators, made => made.Generator.Name == "prices").Generator.Files);
        Assert.All(overlay.Pods.Where(pod => pod.KnowsEndpoints), pod =>
        {
            var volume = Assert.Single(pod.Spec.Volumes, volume => volume.ConfigMap?.Name == "prices").Name;
            var mount = Assert.Single(pod.Main.VolumeMounts, mount => mount.Name == volume);
            Assert.Equal(path, $"{mount.MountPath}/{file}");
        });
    }

    [Fact]
    public void One_overlay_has_a_table_and_one_needs_none() => Assert.Single(Overlay.Names, name => Overlay.Of(name).Variables("endpoints").ContainsKey(Setting));

    [Fact]
    public void The_table_prices_nothing_until_somebody_has_looked_and_what_it_says_to_write_prices_every_endpoint()
    {
        var text = InfraFiles.Text($"{Gpu}/prices.yaml");
        Assert.True(Assert.Single(PriceTableLoader.Read("prices.yaml", text).Endpoints) is { Key: "vllm", Value: var free } && free.Find("m", null)!.IsFree);

        var rows = text[(text.IndexOf("\n#\n", StringComparison.Ordinal) + 3)..].Split('\n').Select(line => line.TrimStart('#'));
        var table = PriceTableLoader.Read("prices.yaml", $"date: 2026-01-31\nsource: a page\n{string.Join('\n', rows.Select(row => row.Length > 0 ? row[1..] : row))}");
        var endpoints = Overlay.Of(Gpu).Variables("endpoints").Keys.Select(variable => variable.Split("__")).Where(parts => parts[0] == "Endpoints").Select(parts => parts[1]).Distinct();
        Assert.Equal(endpoints.Order(), table.Endpoints.Keys.Order());
        Assert.True(table.Find("vllm", "Qwen/Qwen2.5-Coder-32B-Instruct", null) is { Output: > 0, Training: > 0 });
        Assert.True(table.Find("openai", "gpt-4o-2024-08-06", null) is { Output: > 0 });
    }
}
