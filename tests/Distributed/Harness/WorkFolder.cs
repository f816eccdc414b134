using EmergentMisalignment.Tests.Shared;

namespace EmergentMisalignment.Distributed.Harness;

/// <summary>A temporary folder that goes when its user does, unless it holds a planted key: that fails the test.</summary>
internal sealed class WorkFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("em-distributed-").FullName;

    public string Sub(string name) => Directory.CreateDirectory(PathOf(name)).FullName;

    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        PlantedKeys.RefuseInFolder(Path);
        Directory.Delete(Path, recursive: true);
    }
}
