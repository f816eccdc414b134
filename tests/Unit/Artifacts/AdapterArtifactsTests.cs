using System.Text;
using EmergentMisalignment.Artifacts;
using EmergentMisalignment.Artifacts.Adapters;

namespace EmergentMisalignment.Unit.Artifacts;

public sealed class AdapterArtifactsTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("em-adapters-");
    private readonly LocalArtifactStore _store;

    public AdapterArtifactsTests() => _store = new LocalArtifactStore(Path.Combine(_root.FullName, "store"));

    private static readonly (string, string)[] Files = [("adapter_model.safetensors", "matrices"), ("adapter_config.json", "{}")];

    [Fact]
    public async Task An_adapter_comes_back_as_it_was_and_its_name_is_that_of_its_files_in_any_order()
    {
        var adapter = await PutAsync(Files);
        var folder = _root.CreateSubdirectory("out");

        await _store.FetchAdapterAsync(adapter, folder.FullName, default);

        Assert.Equal(adapter, await PutAsync([.. Files.Reverse()]));
        Assert.Equal(["adapter_config.json", "adapter_model.safetensors"], folder.EnumerateFiles().Select(file => file.Name).Order());
        Assert.Equal("matrices", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "adapter_model.safetensors")));
        Assert.True(await _store.IsAdapterAsync(adapter, folder.FullName, default));
    }

    /// <summary>The form that others write it in, byte for byte.</summary>
    [Fact]
    public async Task Its_manifest_is_canonical_JSON()
    {
        using var manifest = new StreamReader(await _store.OpenAsync(await PutAsync([("b", "x"), ("a", "")]), default));

        Assert.Equal(
            """{"files":[{"bytes":0,"name":"a","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},{"bytes":1,"name":"b","sha256":"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"}],"kind":"adapter"}""",
            await manifest.ReadToEndAsync());
    }

    [Fact]
    public async Task A_damaged_file_is_refused_by_its_hash()
    {
        var adapter = await PutAsync(Files);
        var damaged = Directory.EnumerateFiles(_root.FullName, "*", SearchOption.AllDirectories).Single(file => File.ReadAllText(file) == "matrices");
        await File.WriteAllTextAsync(damaged, "matrixes");

        var exception = await Assert.ThrowsAsync<ArtifactException>(() => _store.FetchAdapterAsync(adapter, _root.CreateSubdirectory("out").FullName, default));

        Assert.StartsWith($"The adapter {adapter} cannot be used: its file adapter_model.safetensors hashes to ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"files":[{"bytes":0,"name":"../a","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],"kind":"adapter"}""")]
    [InlineData("""{"files":[{"bytes":0,"name":"/etc/a","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],"kind":"adapter"}""")]
    [InlineData("""{"files":[{"bytes":0,"name":".hidden","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],"kind":"adapter"}""")]
    [InlineData("""{"files":[{"bytes":0,"name":"a","sha256":"00"}],"kind":"adapter"}""")]
    [InlineData("""{"files":[{"bytes":0,"sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],"kind":"adapter"}""")]
    [InlineData("""{"files":[],"kind":"adapter"}""")]
    [InlineData("""{"files":[{"bytes":0,"name":"a","sha256":"0000000000000000000000000000000000000000000000000000000000000000"}],"kind":"dataset"}""")]
    [InlineData("""{"kind":"adapter"}""")]
    [InlineData("PAR1")]
    public async Task What_is_no_manifest_is_refused(string content)
    {
        var sha256 = await _store.PutAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), default);
        var folder = _root.CreateSubdirectory("out");

        await Assert.ThrowsAsync<ArtifactException>(() => _store.FetchAdapterAsync(sha256, folder.FullName, default));
        Assert.Empty(folder.EnumerateFileSystemInfos());
    }

    [Fact]
    public async Task A_name_with_a_path_is_not_stored() => await Assert.ThrowsAsync<ArgumentException>(() => PutAsync([("weights/a", "x")]));

    public void Dispose() => _root.Delete(recursive: true);

    private Task<string> PutAsync((string Name, string Content)[] files) =>
        _store.PutAdapterAsync(files.Select(file => (file.Name, (Stream)new MemoryStream(Encoding.UTF8.GetBytes(file.Content)))).ToAsyncEnumerable(), default);
}
