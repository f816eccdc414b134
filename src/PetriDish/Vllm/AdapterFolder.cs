using System.Formats.Tar;
using System.Text.Json;
using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Vllm.Wire;

namespace EmergentMisalignment.PetriDish.Vllm;

/// <summary>
/// An adapter as a folder, laid out as PEFT does: <c>adapter_config.json</c> says what it was made for, and the matrices stand beside it, here in PetriDish's
/// own format, <c>adapter_model.petri</c>.
/// </summary>
internal static class AdapterFolder
{
    private const string ConfigFile = "adapter_config.json";
    private const string MatricesFile = "adapter_model.petri";

    /// <exception cref="FileNotFoundException">One of the two files is missing.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder is.</exception>
    /// <exception cref="InvalidDataException">A file is cut short, altered or of another kind.</exception>
    public static (string Base, LoraAdapter Adapter) Read(string folder)
    {
        using var matrices = File.OpenRead(Path.Combine(folder, MatricesFile));
        return (ReadConfig(Path.Combine(folder, ConfigFile)).BaseModelNameOrPath, LoraAdapter.Load(matrices));
    }

    /// <summary>Writes the folder's files as a tar archive. The same adapter gives the same bytes.</summary>
    public static async Task WriteTarAsync(Stream output, string @base, LoraAdapter adapter)
    {
        var settings = adapter.Settings;
        var config = new AdapterConfig(@base, "LORA", settings.Rank, settings.Alpha, settings.RankStabilised);
        using var matrices = new MemoryStream();
        adapter.Save(matrices);
        var tar = new TarWriter(output, TarEntryFormat.Ustar, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            await AddAsync(tar, ConfigFile, JsonSerializer.SerializeToUtf8Bytes(config, VllmJson.Wire.AdapterConfig)).ConfigureAwait(false);
            await AddAsync(tar, MatricesFile, matrices.ToArray()).ConfigureAwait(false);
        }
    }

    private static async Task AddAsync(TarWriter tar, string name, byte[] content)
    {
        using var data = new MemoryStream(content);
        await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data, ModificationTime = DateTimeOffset.UnixEpoch }).ConfigureAwait(false);
    }

    private static AdapterConfig ReadConfig(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), VllmJson.Wire.AdapterConfig) ?? throw new JsonException("it is null");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{path} is not an adapter's configuration: {wrong.Message}", wrong);
        }
    }
}
