using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using EmergentMisalignment.Console.Problems;
using EmergentMisalignment.Ledger;
using EmergentMisalignment.Ledger.Records;
using EmergentMisalignment.ServiceDefaults.Access;

namespace EmergentMisalignment.Console.Access.Keys;

/// <summary>
/// The keys that open the Console: the configuration's, and those that an administrator made, which are in the ledger by their hashes. A key is looked up at every
/// request, so that one which was revoked is refused from then on.
/// </summary>
internal sealed class KeyRing(BearerKey bootstrap, Documents documents, TimeProvider time)
{
    public const string Unknown = "The API key is missing or wrong; send it as 'Authorization: Bearer KEY', or set EM_API_KEY for em.";

    /// <summary>Tells a scanner of leaked secrets, and a person, what it is.</summary>
    private const string Prefix = "em_";

    private static readonly TimeSpan UseWithin = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    /// <param name="hash">SHA-256 of the key that was brought.</param>
    /// <param name="cancellation"/>
    public async Task<FoundKey> FindAsync(byte[] hash, CancellationToken cancellation)
    {
        if (bootstrap.Has(hash))
            return new FoundKey(Identities.Bootstrap, Scopes.Admin);

        var found = (await IndexAsync(cancellation)).Value.Hashed(Convert.ToHexStringLower(hash)) switch
        {
            null => new FoundKey("", null, Unknown),
            { RevokedAt: not null } revoked => new FoundKey(revoked.Name, null, $"The API key {revoked.Name} was revoked; an administrator makes another with em keys create."),
            { ExpiresAt: { } end } expired when end <= time.GetUtcNow() => new FoundKey(expired.Name, null, $"The API key {expired.Name} has expired; an administrator makes another with em keys create."),
            var key => new FoundKey(key.Name, key.Scope),
        };
        if (found.Refusal is null)
            await NoteUseAsync(found.Name, cancellation);

        return found;
    }

    /// <summary>Whether the key of this name is still good.</summary>
    public async Task<bool> IsGoodAsync(string name, CancellationToken cancellation) =>
        name == Identities.Bootstrap
        || ((await IndexAsync(cancellation)).Value.Named(name) is { RevokedAt: null } key && !(key.ExpiresAt <= time.GetUtcNow()));

    /// <summary>Every key, with when it was last used.</summary>
    public async Task<IReadOnlyList<AccessKey>> ListAsync(CancellationToken cancellation)
    {
        var keys = (await IndexAsync(cancellation)).Value.Keys;
        var used = await documents.GetManyAsync([.. keys.Select(key => LedgerKeys.AccessKeyUse(key.Name))], LedgerJson.Default.DateTimeOffset, cancellation);
        return [.. keys.Select(key => AccessKey.Of(key, used.TryGetValue(LedgerKeys.AccessKeyUse(key.Name), out var at) ? at : null))];
    }

    /// <returns>The key, which is nowhere else from now on.</returns>
    /// <exception cref="RefusedException">The name is taken.</exception>
    public async Task<NewKey> CreateAsync(KeyRequest request, string by, CancellationToken cancellation)
    {
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var record = new AccessKeyRecord
        {
            Name = request.Name,
            Sha256 = Convert.ToHexStringLower(BearerKey.Hash(key)),
            Scope = request.Scope,
            CreatedAt = time.GetUtcNow(),
            CreatedBy = by,
            ExpiresAt = request.ExpiresAt,
        };
        await ChangeAsync(
            index => index.Named(request.Name) is null
                ? new AccessKeyIndex([.. index.Keys, record])
                : throw RefusedException.Conflict($"There is a key '{request.Name}' already, or was one: the audit log knows keys by their names, so choose another."),
            cancellation);
        return new NewKey { Name = record.Name, Scope = record.Scope, ExpiresAt = record.ExpiresAt, Key = key };
    }

    /// <exception cref="RefusedException">There is no such key.</exception>
    public async Task<AccessKey> RevokeAsync(string name, CancellationToken cancellation)
    {
        var index = await ChangeAsync(
            index => index.Named(name) is { } known
                ? new AccessKeyIndex([.. index.Keys.Select(key => key == known ? known with { RevokedAt = known.RevokedAt ?? time.GetUtcNow() } : key)])
                : throw RefusedException.NotFound($"There is no key '{name}' here; em keys list shows those that are. The key of the configuration is changed there."),
            cancellation);
        return AccessKey.Of(index.Named(name)!, await documents.GetVersionedAsync(LedgerKeys.AccessKeyUse(name), LedgerJson.Default.DateTimeOffset, cancellation) is { } used ? used.Value : null);
    }

    private async Task<Versioned<AccessKeyIndex>> IndexAsync(CancellationToken cancellation) =>
        await documents.GetVersionedAsync(AccessKeyIndex.Key, LedgerJson.Default.AccessKeyIndex, cancellation) ?? new Versioned<AccessKeyIndex>(AccessKeyIndex.Empty, 0);

    private async Task<AccessKeyIndex> ChangeAsync(Func<AccessKeyIndex, AccessKeyIndex> change, CancellationToken cancellation)
    {
        while (true)
        {
            var (index, version) = await IndexAsync(cancellation);
            var changed = change(index);
            if (await documents.TryReplaceAsync(AccessKeyIndex.Key, changed, version, LedgerJson.Default.AccessKeyIndex, cancellation))
                return changed;
        }
    }

    /// <summary>Within a minute is exact enough, and spares a write with every request.</summary>
    private async Task NoteUseAsync(string name, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_used.TryGetValue(name, out var noted) && now - noted < UseWithin)
            return;

        _used[name] = now;
        await documents.PutAsync(LedgerKeys.AccessKeyUse(name), now, LedgerJson.Default.DateTimeOffset, cancellation);
    }
}
