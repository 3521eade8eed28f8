using System.Globalization;
using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Ports;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Tests.Journeys;

/// <summary>Users in memory. Their passwords are attributes.</summary>
internal sealed class TestDirectory : IUserDirectory
{
    private const string Password = "password";

    public List<DirectoryEntry> Entries { get; } = [];

    public void Add(string objectId, params (string Attribute, string Value)[] attributes) =>
        Entries.Add(new DirectoryEntry(objectId, attributes.Aggregate(ClaimsBag.Empty, (all, attribute) => all.WithText(attribute.Attribute, attribute.Value))));

    public ValueTask<DirectoryEntry?> FindAsync(string attribute, string value) => new(Find(attribute, value));

    public ValueTask<Result<DirectoryEntry, DirectoryError>> CreateAsync(DirectoryWrite write)
    {
        var created = Apply(new DirectoryEntry($"user-{(Entries.Count + 1).ToString(CultureInfo.InvariantCulture)}", ClaimsBag.Empty), write);
        Entries.Add(created);
        return new(created);
    }

    public ValueTask<Result<DirectoryEntry, DirectoryError>> UpdateAsync(string objectId, DirectoryWrite write)
    {
        var index = Entries.FindIndex(entry => entry.ObjectId == objectId);
        return new(Entries[index] = Apply(Entries[index], write));
    }

    public ValueTask DeleteAsync(string objectId)
    {
        Entries.RemoveAll(entry => entry.ObjectId == objectId);
        return ValueTask.CompletedTask;
    }

    public ValueTask<PasswordCheck> CheckPasswordAsync(string signInName, string password) => new((Find("signInNames", signInName), password) switch
    {
        (null, _) => new PasswordCheck.UserUnknown(),
        (_, "disabled") => new PasswordCheck.Disabled(),
        (_, "locked") => new PasswordCheck.Locked(),
        ({ } user, "expired") => new PasswordCheck.Expired(user),
        ({ } user, _) => user.Attributes.FindText(Password) == password ? new PasswordCheck.Accepted(user) : new PasswordCheck.Wrong(),
    });

    private DirectoryEntry? Find(string attribute, string value) => Entries.Find(entry => attribute switch
    {
        "objectId" => entry.ObjectId == value,
        "signInNames" => entry.Attributes.All.Any(name => name.Key.StartsWith("signInNames.", StringComparison.Ordinal) && name.Value.ToText() == value),
        _ => entry.Attributes.FindText(attribute) == value,
    });

    private static DirectoryEntry Apply(DirectoryEntry entry, DirectoryWrite write)
    {
        var attributes = write.Attributes.All.Aggregate(entry.Attributes, (all, attribute) => all.With(attribute.Key, attribute.Value));
        attributes = write.RemovedAttributes.Aggregate(attributes, (all, name) => all.With(name, value: null));
        return entry with { Attributes = attributes.WithText(Password, write.Password) };
    }
}

/// <summary>The same sequence in each journey.</summary>
internal sealed class TestRandom : IRandomSource
{
    private byte _next;

    public void Fill(Span<byte> buffer)
    {
        foreach (ref var value in buffer)
            value = _next++;
    }

    public long NextNumber(long maximum) => _next++ % (maximum + 1);

    public Guid NewGuid()
    {
        var bytes = new byte[16];
        Fill(bytes);
        return new Guid(bytes);
    }
}
