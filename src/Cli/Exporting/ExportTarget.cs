using System.Globalization;
using EmergentMisalignment.Experiments;

namespace EmergentMisalignment.Cli.Exporting;

/// <summary>Where an export goes: it stands under its name only when it is whole, and nothing is overwritten unless that was asked for.</summary>
internal sealed class ExportTarget
{
    private readonly FileInfo _file;

    private ExportTarget(FileInfo file) => _file = file;

    /// <exception cref="InputException">Something is there already, and it may not be replaced.</exception>
    public static ExportTarget Of(FileInfo file, bool replace)
    {
        if (Directory.Exists(file.FullName))
            throw new InputException($"{file}: is a folder; name a file in it with --output.", file.ToString(), null, null);

        return file.Exists && !replace
            ? throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{file}: is there already ({file.Length:N0} bytes, of {file.LastWriteTimeUtc:yyyy-MM-dd HH:mm} UTC); add --replace to overwrite it, or choose another name with --output."),
                file.ToString(), null, null)
            : new ExportTarget(file);
    }

    /// <returns>Its length in bytes.</returns>
    public async Task<long> WriteAsync(Func<Stream, Task> write)
    {
        _file.Directory?.Create();
        var partial = $"{_file.FullName}.part";
        try
        {
            long length;
            await using (var stream = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 128 * 1024, useAsync: true))
            {
                await write(stream);
                length = stream.Length;
            }

            File.Move(partial, _file.FullName, overwrite: true);
            return length;
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
