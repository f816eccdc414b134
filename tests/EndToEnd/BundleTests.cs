using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EmergentMisalignment.EndToEnd.Harness;
using EmergentMisalignment.Experiments;
using EmergentMisalignment.Reports.Bundles;

namespace EmergentMisalignment.EndToEnd;

/// <summary>A sweep taken away as a bundle, made again elsewhere, and brought into another ledger.</summary>
public class BundleTests
{
    /// <summary>Another language, time zone and home, and a network that leads nowhere.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["LC_ALL"] = "tr_TR.UTF-8",
        ["LANG"] = "tr_TR.UTF-8",
        ["TZ"] = "Asia/Kolkata",
        ["HTTP_PROXY"] = "http://127.0.0.1:1",
        ["HTTPS_PROXY"] = "http://127.0.0.1:1",
        ["ALL_PROXY"] = "http://127.0.0.1:1",
        ["Endpoints__petri__Url"] = "http://127.0.0.1:1/v1",
        ["Sweeps__MaxAttempts"] = "1",
    };

    [Fact]
    public async Task A_bundle_gives_the_same_report_elsewhere_is_refused_when_touched_and_can_be_imported()
    {
        using var place = new Workplace();
        (await place.EmAsync("run", Repository.PathOf("sweeps", "smoke.yaml"), "--data", place.Data, "--out", place.Out)).ShouldSucceed();
        (await place.EmAsync("export", "smoke", "--format", "bundle", "--data", place.Data, "-o", "smoke.zip")).ShouldSucceed();
        (await place.EmAsync("export", "smoke", "--format", "bundle", "--data", place.Data, "-o", "smoke.zip")).ShouldRefuse(2, "smoke.zip: is there already", "--replace");

        using var there = new Workplace();
        var bundle = there.PathOf("taken.zip");
        File.Copy(place.PathOf("smoke.zip"), bundle);
        Directory.Delete(place.Data, recursive: true);

        var again = (await there.EmAsync(["report", "taken.zip", "-o", "again"], Elsewhere)).ShouldSucceed();
        var files = Directory.EnumerateFiles(place.Out).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal).ToList();
        Assert.Contains($"All {files.Count} files are, byte for byte, those of the report that was made with it.", again.Output);
        Assert.Equal(files, Directory.EnumerateFiles(there.PathOf("again")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        // These two tell when and by which command they were made; the command above has compared them with the bundle's.
        foreach (var file in files.Except(["report.html", "manifest.json"]))
            Assert.Equal(File.ReadAllBytes(Path.Combine(place.Out, file)), File.ReadAllBytes(Path.Combine(there.PathOf("again"), file)));

        await TouchedIsRefusedAsync(there, bundle);
        await ImportedIsAtHomeAsync(there);
    }

    private static async Task TouchedIsRefusedAsync(Workplace there, string bundle)
    {
        foreach (var entry in Names(bundle))
        {
            await RefusedAsync(Copy("changed", (name, bytes) => name == entry ? Touched(bytes) : bytes), entry);
            await RefusedAsync(Copy("without", (name, bytes) => name == entry ? null : bytes), entry);
        }

        await RefusedAsync(Copy("more", Same, ("artifacts/" + new string('0', 64) + ".json", [1])), new string('0', 64));
        await RefusedAsync(Copy("climbing", Same, ("../../evil", [1])), "../../evil is none of a bundle's");
        await RefusedAsync(Copy("twice", Same, ("facts.json", [1])), "facts.json is in it twice");
        await RefusedAsync(Save("short", bytes => bytes[..(bytes.Length / 2)]), "is no zip, or is cut short");
        await RefusedAsync(Save("other", _ => File.ReadAllBytes(Repository.PathOf("README.md"))), "is no zip, or is cut short");

        await RefusedAsync(Sealed("bomb", manifest => manifest["entries"]!["slots.jsonl"]!["bytes"] = 1L << 40), "slots.jsonl would unpack to 1,099,511,627,776 bytes");
        await RefusedAsync(Sealed("lie", manifest => manifest["entries"]!["facts.json"]!["bytes"] = 10), "facts.json is not as it was made");
        await RefusedAsync(Sealed("foreign", manifest => manifest["sweep"] = "another"), "sweep.json is of another sweep");
        await RefusedAsync(Sealed("later", manifest => manifest["version"] = 2), "is of version 2");
        await RefusedAsync(
            Sealed("greedy", manifest => manifest["entries"]!["facts.json"] = Entry(Facts()), ("facts.json", Facts())), "facts.json speaks of account sweep/other, which the sweep does not have");

        var refused = Copy("refused", (name, bytes) => name == "facts.json" ? [.. bytes, 32] : bytes);
        foreach (var command in (string[][])[["report", refused, "-o", there.PathOf("never")], ["import", refused, "--data", there.PathOf("never")]])
            (await there.EmAsync(command)).ShouldRefuse(2, "its entry facts.json is not as it was made");

        Assert.False(Directory.Exists(there.PathOf("never")));

        static byte[]? Same(string name, byte[] bytes) => bytes;

        // As one who knows how would forge it.
        string Sealed(string name, Action<JsonObject> change, (string Name, byte[] Bytes)? other = null) => Copy(name, (path, bytes) =>
        {
            if (path != "manifest.json")
                return path == other?.Name ? other.Value.Bytes : bytes;

            var manifest = JsonNode.Parse(bytes)!.AsObject();
            change(manifest);
            manifest["digest"] = BundleManifest.DigestOf(manifest);
            return Encoding.UTF8.GetBytes(manifest.ToJsonString());
        });

        byte[] Facts()
        {
            using var zip = ZipFile.OpenRead(bundle);
            var facts = JsonNode.Parse(Bytes(zip.GetEntry("facts.json")!))!.AsObject();
            facts["accounts"]!["sweep/other"] = new JsonObject { ["spent"] = 1, ["unsettled"] = 0, ["reserved"] = 0 };
            return Encoding.UTF8.GetBytes(facts.ToJsonString());
        }

        static JsonObject Entry(byte[] bytes) => new() { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)), ["bytes"] = bytes.Length };

        string Save(string name, Func<byte[], byte[]> change)
        {
            File.WriteAllBytes(there.PathOf($"{name}.zip"), change(File.ReadAllBytes(bundle)));
            return there.PathOf($"{name}.zip");
        }

        string Copy(string name, Func<string, byte[], byte[]?> change, params (string Name, byte[] Bytes)[] more)
        {
            using var from = ZipFile.OpenRead(bundle);
            using var stream = File.Create(there.PathOf($"{name}.zip"));
            using var to = new ZipArchive(stream, ZipArchiveMode.Create);
            foreach (var (path, bytes) in from.Entries.Select(entry => (entry.FullName, change(entry.FullName, Bytes(entry)))).Concat(more.Select(entry => (entry.Name, (byte[]?)entry.Bytes))))
            {
                if (bytes is null)
                    continue;

                using var entry = to.CreateEntry(path).Open();
                entry.Write(bytes);
            }

            return there.PathOf($"{name}.zip");
        }
    }

    private static async Task ImportedIsAtHomeAsync(Workplace there)
    {
        (await there.EmAsync("import", "taken.zip", "--data", there.Data)).ShouldSucceed();
        Assert.Matches("smoke .* 72/72 .* complete", (await there.EmAsync("status", "--data", there.Data)).ShouldSucceed().Output);
        (await there.EmAsync("import", "taken.zip", "--data", there.Data)).ShouldSucceed();
        (await there.EmAsync("report", "smoke", "--data", there.Data, "--out", "home")).ShouldSucceed();
        foreach (var file in (string[])["summary.json", "misalignment.svg", "answers.parquet"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(there.PathOf("again"), file)), File.ReadAllBytes(Path.Combine(there.PathOf("home"), file)));

        var run = (await there.EmAsync("run", Repository.PathOf("sweeps", "smoke.yaml"), "--data", there.Data, "--out", there.Out)).ShouldSucceed();
        Assert.Contains("Reused 2 fine-tuned models, computed 0: ", run.Output);
        Assert.Contains("Reused 72 answers, computed 0: ", run.Output);
        Assert.Contains("Reused 72 verdicts, computed 0: ", run.Output);
    }

    private static async Task RefusedAsync(string bundle, string words)
    {
        var error = await Assert.ThrowsAsync<InputException>(async () => (await Bundle.OpenAsync(new FileInfo(bundle), CancellationToken.None)).Dispose());
        Assert.StartsWith($"{bundle}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    private static List<string> Names(string bundle)
    {
        using var zip = ZipFile.OpenRead(bundle);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private static byte[] Touched(byte[] bytes) => bytes.Length == 0 ? [10] : [.. bytes[..^1], (byte)(bytes[^1] ^ 1)];

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
