using System.Globalization;
using DuckDB.NET.Data;
using EmergentMisalignment.Answers.Files;
using EmergentMisalignment.Artifacts;
using Microsoft.Extensions.Options;

namespace EmergentMisalignment.Answers.Tables;

/// <summary>
/// The one DuckDB of this process, in memory. It may open files of the artifact folder and of the answers' own folder and nothing else, loads no extension,
/// spills nothing to the disk, and can be told none of this otherwise once it is open.
/// </summary>
internal sealed class DuckDatabase : IDisposable
{
    private readonly DuckDBConnection _root = new("DataSource=:memory:");
    private readonly AnswersOptions _options;

    public DuckDatabase(IArtifactStore artifacts, AnswerFolder folder, IOptions<AnswersOptions> options)
    {
        _options = options.Value;
        string[] folders = artifacts is IArtifactFolder local ? [local.Folder, folder.Path] : [folder.Path];
        _root.Open();

        // Settings take no parameters; these are the operator's own.
        foreach (var setting in (string[])
        [
            string.Create(CultureInfo.InvariantCulture, $"memory_limit = '{_options.MemoryMegabytes}MB'"),
            string.Create(CultureInfo.InvariantCulture, $"threads = {_options.Threads}"),
            "temp_directory = ''",
            "autoinstall_known_extensions = false",
            "autoload_known_extensions = false",
            $"allowed_directories = [{string.Join(", ", folders.Select(allowed => $"'{allowed.Replace("'", "''", StringComparison.Ordinal)}'"))}]",
            "enable_external_access = false",
            "lock_configuration = true",
        ])
        {
            using var command = _root.CreateCommand();
            command.CommandText = $"SET {setting}";
            command.ExecuteNonQuery();
        }
    }

    /// <summary>A connection of its own, with temporary tables of its own.</summary>
    public DuckDBConnection Connect()
    {
        var connection = _root.Duplicate();
        connection.Open();
        return connection;
    }

    /// <summary>Runs statements and says in words what stopped them.</summary>
    /// <exception cref="AnswersException">DuckDB could not do it.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public T Run<T>(Func<T> statements, CancellationToken cancellation)
    {
        try
        {
            return statements();
        }
        catch (DuckDBException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (DuckDBException exception) when (exception.Message.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new AnswersException($"The sweep's answers need more than the {_options.MemoryMegabytes} MB that DuckDB may use: raise Answers:MemoryMegabytes.", exception);
        }
        catch (DuckDBException exception)
        {
            throw new AnswersException($"The archived answers cannot be read ({FirstLine(exception.Message)}): check the artifact folder, then ask again.", exception);
        }
    }

    public void Dispose() => _root.Dispose();

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('.', ' ', '\r');
}
