using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustFramework.PolicyXml;
using TrustFramework.Tenants;
using TrustFramework.Tenants.Users;

namespace TrustFramework.MockServer.DirectoryObjects.Users;

/// <summary>Reads the members of a user. Passwords are hashed here and go no further.</summary>
internal sealed class UserReader(IRandomSource random)
{
    /// <param name="isSeed">A seed may also set what only the service and policies set.</param>
    public Result<UserChanges, Refusal> Read(UserRequest members, bool isSeed)
    {
        var changes = new UserChanges();
        foreach (var (name, value) in members.Where(member => !member.Key.Contains('@', StringComparison.Ordinal))) // annotations
        {
            if (!Read(changes, name, value, isSeed).TryGetValue(out var next, out var refusal))
                return refusal;
            changes = next;
        }

        return changes;
    }

    private Result<UserChanges, Refusal> Read(UserChanges changes, string name, JsonElement value, bool isSeed) => name.ToLowerInvariant() switch
    {
        "id" or "createddatetime" when !isSeed => new Refusal.ValueReadOnly(name),
        "id" => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id) ? changes with { Id = id.ToString("D") } : Invalid("id", "Write a GUID."),
        "createddatetime" => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time)
            ? changes with { CreatedDateTime = time.ToUniversalTime() }
            : Invalid(UserModel.CreatedDateTime, "Write a time, such as 2027-01-01T00:00:00Z."),
        "identities" => Deserialize(UserModel.Identities, value, DirectoryJson.Wire.IdentityResourceArray).Then(list => ReadIdentities(changes, list)),
        "passwordprofile" => value.ValueKind == JsonValueKind.Null
            ? changes
            : Deserialize(UserModel.PasswordProfile, value, DirectoryJson.Wire.PasswordProfileRequest).Then(profile => ReadPasswordProfile(changes, profile)),
        _ => ReadAttribute(changes, name, value, isSeed),
    };

    private static Result<UserChanges, Refusal> ReadIdentities(UserChanges changes, IdentityResource?[] identities) => identities.Contains(null)
        ? Invalid(UserModel.Identities, "An identity is null.")
        : changes with { Identities = [.. identities.Select(identity => identity!.ToIdentity())] };

    private Result<UserChanges, Refusal> ReadPasswordProfile(UserChanges changes, PasswordProfileRequest profile)
    {
        var mustChange = profile.ForceChangePasswordNextSignIn is null && profile.ForceChangePasswordNextSignInWithMfa is null
            ? changes.MustChangePassword
            : profile.ForceChangePasswordNextSignIn == true || profile.ForceChangePasswordNextSignInWithMfa == true;
        var next = changes with { MustChangePassword = mustChange };
        if (profile.Password is not { } password)
            return next;
        return NewPassword.Create(password, random) is { } hashed ? next with { Password = hashed } : new Refusal.UserPasswordWeak();
    }

    private static Result<UserChanges, Refusal> ReadAttribute(UserChanges changes, string name, JsonElement value, bool isSeed)
    {
        var attribute = UserAttributes.Find(name);
        if (attribute is null || (attribute.Access == UserAttributeAccess.PolicyOnly && !isSeed))
            return name.StartsWith("extension_", StringComparison.OrdinalIgnoreCase) ? new Refusal.ExtensionUnavailable(name) : new Refusal.PropertyUnknown(name);
        if (attribute.Access == UserAttributeAccess.ReadOnly && !isSeed)
            return new Refusal.ValueReadOnly(attribute.Name);
        if (value.ValueKind == JsonValueKind.Null)
            return changes with { Attributes = changes.Attributes.SetItem(attribute.Name, value: null) };
        return AttributeJson.Read(attribute, value).TryGetValue(out var read, out var expected)
            ? changes with { Attributes = changes.Attributes.SetItem(attribute.Name, read) }
            : Invalid(attribute.Name, expected);
    }

    private static Result<T, Refusal> Deserialize<T>(string name, JsonElement value, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return value.Deserialize(type) is { } read ? read : Invalid(name, "Write an array or an object, not null.");
        }
        catch (JsonException exception)
        {
            return Invalid(name, JsonErrorText.Describe(exception, type));
        }
    }

    private static Refusal.ValueInvalid Invalid(string path, string expected) => new(path, expected, DirectoryObjectType.User);
}
