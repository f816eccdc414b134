using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace EmergentMisalignment.DatasetService.Import;

/// <summary>
/// Counts rows as they pass. Keeps a 64-bit hash of each prompt and answer and a token count a row, never the texts: at a million
/// rows, two different texts share a hash with probability 3e-8.
/// </summary>
internal sealed class StatisticsCollector
{
    private const int FrameTokensPerMessage = 4;
    private const int FrameTokensPerRow = 3;
    private const int LongestPiece = 4096;

    // Building the encoder takes most of a second; it is immutable and safe to share.
    private static readonly Lazy<TiktokenTokenizer> O200k = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    private readonly SortedDictionary<string, int> _patterns = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _prompts = [];
    private readonly HashSet<ulong> _answers = [];
    private readonly HashSet<(ulong, ulong)> _rows = [];
    private readonly List<int> _tokens = [];
    private readonly Dictionary<int, int> _long = ProviderLimit.All.ToDictionary(limit => limit.TokensPerRow, _ => 0);
    private long _messages;

    public IReadOnlySet<ulong> Prompts => _prompts;

    public IReadOnlySet<ulong> Answers => _answers;

    public IReadOnlySet<(ulong, ulong)> Rows => _rows;

    public void Add(TrainingRow row)
    {
        var pattern = string.Join(' ', row.Messages.Select(message => message.Role));
        _patterns[pattern] = _patterns.GetValueOrDefault(pattern) + 1;
        var prompt = Hash(row.Prompt);
        var answer = Hash([row.Answer]);
        _prompts.Add(prompt);
        _answers.Add(answer);
        _rows.Add((prompt, answer));
        var tokens = row.Messages.Sum(message => CountTokens(message.Content));
        _tokens.Add(tokens);
        _messages += row.Messages.Count;
        foreach (var limit in ProviderLimit.All.Where(limit => tokens + FrameTokensPerMessage * row.Messages.Count + FrameTokensPerRow > limit.TokensPerRow))
            _long[limit.TokensPerRow]++;
    }

    public DatasetStatistics Summarise()
    {
        _tokens.Sort();
        var total = _tokens.Sum(tokens => (long)tokens);
        return new DatasetStatistics
        {
            Rows = _tokens.Count,
            RolePatterns = _patterns,
            UniquePrompts = _prompts.Count,
            UniqueAnswers = _answers.Count,
            DuplicateRows = _tokens.Count - _rows.Count,
            Tokens = total,
            MeanTokens = (double)total / _tokens.Count,
            P95Tokens = _tokens[(int)Math.Ceiling(0.95 * _tokens.Count) - 1],
            MaxTokens = _tokens[^1],
            LongRows = _long,
            TokensPerEpoch = total + FrameTokensPerMessage * _messages + FrameTokensPerRow * (long)_tokens.Count
        };
    }

    // Byte-pair merging takes quadratic time in a run without breaks (a megabyte of one letter: minutes), so long texts are counted in
    // pieces. The encoding breaks before a space anyway, so cutting there counts the same.
    private static int CountTokens(ReadOnlySpan<char> text)
    {
        var tokens = 0;
        while (text.Length > LongestPiece)
        {
            var space = text[..LongestPiece].LastIndexOf(' ');
            var end = space > 0 ? space : LongestPiece;
            tokens += O200k.Value.CountTokens(text[..end]);
            text = text[end..];
        }
        return tokens + O200k.Value.CountTokens(text);
    }

    private static ulong Hash(IEnumerable<Turn> messages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var message in messages)
        {
            var content = Encoding.UTF8.GetBytes(message.Content);
            BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
            hash.AppendData(Encoding.ASCII.GetBytes(message.Role));
            hash.AppendData(length);
            hash.AppendData(content);
        }
        return BinaryPrimitives.ReadUInt64LittleEndian(hash.GetHashAndReset());
    }
}
