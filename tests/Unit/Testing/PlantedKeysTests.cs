using System.Text;
using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Unit.Testing;

/// <summary>The search that other tests rely on finds what it is meant to find.</summary>
public sealed class PlantedKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("em-planted-");

    /// <remarks>By name: the keys of the process that lists tests are not those of the process that runs them.</remarks>
    private static readonly Dictionary<string, byte[]> Forms = new()
    {
        { "as it is", Encoding.ASCII.GetBytes($"Authorization: Bearer {PlantedKeys.Endpoint}\n") },
        { "in UTF-16", Encoding.Unicode.GetBytes($"password={PlantedKeys.Ledger};") },
        { "in base64", Base64($"{PlantedKeys.Console}:") },
        { "in base64 after one byte", Base64($"x{PlantedKeys.Console}") },
        { "in base64 after a user's name", Base64($"guest:{PlantedKeys.Broker}, and more") },
        { "across two reads", [.. new byte[(1 << 20) - 7], .. Encoding.ASCII.GetBytes(PlantedKeys.Endpoint)] },
        { "far into a file", [.. new byte[3_000_000], .. Encoding.ASCII.GetBytes(PlantedKeys.Endpoint), .. new byte[3_000_000]] },
    };

    public static TheoryData<string> FormNames => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(FormNames))]
    public void A_key_is_found(string form)
    {
        File.WriteAllBytes(Path.Combine(_folder.CreateSubdirectory("deep").FullName, form), Forms[form]);

        Assert.Throws<Xunit.Sdk.FalseException>(() => PlantedKeys.RefuseInFolder(_folder.FullName));
    }

    [Fact]
    public void Where_there_is_none_nothing_is_said()
    {
        File.WriteAllBytes(Path.Combine(_folder.FullName, "some"), [.. new byte[2_000_000], .. Encoding.ASCII.GetBytes("plantedendpoint"), .. Base64("guest:guest")]);

        PlantedKeys.RefuseInFolder(_folder.FullName);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static byte[] Base64(string text) => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.ASCII.GetBytes(text)));
}
