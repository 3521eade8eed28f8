using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrustFramework.MockServer.DirectoryObjects.Users;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.Control.Snapshots;

/// <summary>A user, or a user of a seed, whose id and creation time can be missing. Without secrets the password is omitted, and nobody can sign in with it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record UserSnapshot
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CreatedDateTime { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<IdentitySnapshot?>? Identities { get; init; }

    /// <summary>By name.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Attributes { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool MustChangePassword { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PasswordSnapshot? Password { get; init; }

    public static UserSnapshot From(DirectoryUser user, bool secrets) => new()
    {
        Id = user.Id,
        CreatedDateTime = user.CreatedDateTime,
        Identities = user.Identities.IsEmpty ? null : [.. user.Identities.Select(IdentitySnapshot.From)],
        Attributes = WriteAttributes(user.Attributes!),
        MustChangePassword = user.MustChangePassword,
        Password = secrets && user.Password is { } password ? PasswordSnapshot.From(password) : null,
    };

    public static UserSnapshot From(UserChanges seeded, bool secrets) => new()
    {
        Id = seeded.Id,
        CreatedDateTime = seeded.CreatedDateTime,
        Identities = seeded.Identities is { IsEmpty: false } identities ? [.. identities.Select(IdentitySnapshot.From)] : null,
        Attributes = WriteAttributes(seeded.Attributes),
        MustChangePassword = seeded.MustChangePassword ?? false,
        Password = secrets && seeded.Password is { Hash: var password } ? PasswordSnapshot.From(password) : null,
    };

    /// <summary>The user without the checks of <see cref="Read"/>.</summary>
    public Result<DirectoryUser, SnapshotError> ReadStored() => ReadAttributes().Map(attributes => new DirectoryUser
    {
        Id = Id ?? "",
        CreatedDateTime = CreatedDateTime ?? default,
        Identities = ReadIdentities(),
        Attributes = attributes,
        MustChangePassword = MustChangePassword,
        Password = Password?.ToPassword(),
    });

    public Result<DirectoryUser, SnapshotError> Read() => CheckParts(requireId: true) is { } error ? error : ReadStored().Then<DirectoryUser>(user => UserRules.Check(user) switch
    {
        null => user,
        Refusal.ValueInvalid { Path: var path, Expected: var expected } => new SnapshotError($".{path}", expected),
        _ => new SnapshotError("", "A user has a displayName and a userPrincipalName."),
    });

    /// <summary>A user of a seed. It is checked when the seed is applied.</summary>
    public Result<UserChanges, SnapshotError> ReadSeed() => CheckParts(requireId: false) is { } error ? error : ReadAttributes().Map(attributes => new UserChanges
    {
        Id = Id,
        CreatedDateTime = CreatedDateTime,
        Identities = Identities is null ? null : ReadIdentities(),
        Attributes = attributes.ToImmutableSortedDictionary(attribute => attribute.Key, attribute => (AttributeValue?)attribute.Value, StringComparer.OrdinalIgnoreCase),
        MustChangePassword = MustChangePassword,
        Password = Password is null ? null : new NewPassword(Password.ToPassword(), IsStrong: true),
    });

    private SnapshotError? CheckParts(bool requireId) => 0 switch
    {
        _ when (Id is null && requireId) || (Id is not null && !Guid.TryParseExact(Id, "D", out _)) => new SnapshotError(".id", "Write a GUID."),
        _ when CreatedDateTime is null && requireId => new SnapshotError(".createdDateTime", "Write a time."),
        _ when Identities?.Contains(null) == true => new SnapshotError(".identities", "An identity is null."),
        _ => Password?.GetError(),
    };

    private ImmutableArray<UserIdentity> ReadIdentities() => [.. (Identities ?? []).OfType<IdentitySnapshot>().Select(identity => identity.ToIdentity())];

    private Result<ImmutableSortedDictionary<string, AttributeValue>, SnapshotError> ReadAttributes()
    {
        var attributes = DirectoryUser.NoAttributes.ToBuilder();
        foreach (var (name, json) in Attributes)
        {
            if (UserAttributes.Find(name) is not { } attribute)
                return new SnapshotError($".attributes.{name}", "A user has no attribute of this name.");
            if (!AttributeJson.Read(attribute, json).TryGetValue(out var value, out var expected))
                return new SnapshotError($".attributes.{name}", expected);
            attributes[name] = value;
        }

        return attributes.ToImmutable();
    }

    private static SortedDictionary<string, JsonElement> WriteAttributes(IEnumerable<KeyValuePair<string, AttributeValue?>> attributes) => new(
        attributes.Where(attribute => attribute.Value is not null)
            .ToDictionary(attribute => attribute.Key, attribute => JsonSerializer.SerializeToElement(AttributeJson.Write(attribute.Value!), SnapshotJson.Wire.JsonNode), StringComparer.Ordinal),
        StringComparer.Ordinal);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record IdentitySnapshot
{
    public required string SignInType { get; init; }

    public required string Issuer { get; init; }

    public required string IssuerAssignedId { get; init; }

    public static IdentitySnapshot From(UserIdentity identity) => new() { SignInType = identity.SignInType, Issuer = identity.Issuer, IssuerAssignedId = identity.IssuerAssignedId };

    public UserIdentity ToIdentity() => new(SignInType, Issuer, IssuerAssignedId);
}

/// <summary>The hash of a password.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PasswordSnapshot
{
    private const int MaxBytes = 64;

    public required byte[] Salt { get; init; }

    public required byte[] Hash { get; init; }

    public required int Iterations { get; init; }

    public static PasswordSnapshot From(UserPassword password) => new() { Salt = password.Salt.ToArray(), Hash = password.Hash.ToArray(), Iterations = password.Iterations };

    public UserPassword ToPassword() => new(Salt, Hash, Iterations);

    public SnapshotError? GetError() => this switch
    {
        { Iterations: < 1 or > UserPassword.MaxIterations } => new SnapshotError(".password.iterations", $"Write a number from 1 to {UserPassword.MaxIterations}."),
        _ when Salt.Length is 0 or > MaxBytes || Hash.Length is 0 or > MaxBytes => new SnapshotError(".password", $"The salt and the hash have 1 to {MaxBytes} bytes."),
        _ => null,
    };
}
