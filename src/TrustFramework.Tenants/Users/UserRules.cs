namespace TrustFramework.Tenants.Users;

/// <summary>What the directory checks before it stores a user.</summary>
public static class UserRules
{
    /// <summary>How many attributes a user can have, including extensions. [I]</summary>
    private const int MaxAttributes = 200;

    private static readonly string[] PasswordPolicies = ["None", "DisablePasswordExpiration", "DisableStrongPassword"];

    /// <summary>The first violation; null for none.</summary>
    public static Refusal? Check(DirectoryUser user) => CheckNames(user) ?? CheckAttributes(user) ?? CheckIdentities(user);

    /// <summary>The property of an identity in the service's message about a duplicate: an email address is stored among the proxy addresses [O].</summary>
    internal static string GetConflictingProperty(UserIdentity identity) => identity.IsEmailAddress ? "proxyAddresses" : "identities";

    private static Refusal? CheckNames(DirectoryUser user) => user switch
    {
        { DisplayName: "" } => new Refusal.ValueMissing(UserAttributes.DisplayName),
        { UserPrincipalName: "" } => new Refusal.ValueMissing(UserAttributes.UserPrincipalName),
        { UserPrincipalName: var name } when !IsUserPrincipalName(name) => Invalid(UserAttributes.UserPrincipalName, "Write a name and a domain: name@contoso.onmicrosoft.com."),
        _ => null,
    };

    private static Refusal.ValueInvalid? CheckAttributes(DirectoryUser user)
    {
        if (user.Attributes.Count > MaxAttributes)
            return Invalid("extensions", $"A user has at most {MaxAttributes} attributes.");
        foreach (var (name, value) in user.Attributes)
        {
            var maxLength = UserAttributes.Find(name)!.MaxLength;
            if (value is AttributeValue.TextListValue { Values.Length: > UserAttributes.MaxListLength })
                return Invalid(name, $"Write at most {UserAttributes.MaxListLength} values.");
            if (value is AttributeValue.TextValue { Value: var text } && text.Length > maxLength)
                return Invalid(name, $"Write at most {maxLength} characters.");
            if (value is AttributeValue.TextListValue { Values: var texts } && texts.Any(item => item.Length > maxLength))
                return Invalid(name, $"Write at most {maxLength} characters for each value.");
        }

        var policies = (user.FindText(UserAttributes.PasswordPolicies) ?? "None").Split(',', StringSplitOptions.TrimEntries);
        return policies.All(policy => PasswordPolicies.Contains(policy, StringComparer.OrdinalIgnoreCase))
            ? null
            : Invalid(UserAttributes.PasswordPolicies, $"Write {string.Join(", ", PasswordPolicies[1..])}, or both.");
    }

    private static Refusal.ValueInvalid? CheckIdentities(DirectoryUser user)
    {
        if (user.Identities.Length > UserIdentity.MaxPerUser)
            return Invalid("identities", $"A user has at most {UserIdentity.MaxPerUser} identities.");
        for (var i = 0; i < user.Identities.Length; i++)
        {
            if (user.Identities[i].GetError() is { } error)
                return Invalid($"identities[{i}]", $"{error}.");
        }

        return user.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == user.Keys.Count()
            ? null
            : Invalid("identities", "Two identities have the same issuerAssignedId.");
    }

    private static bool IsUserPrincipalName(string name) =>
        name.Split('@') is [{ Length: > 0 } alias, { } domain] && alias.Length <= 512 && TenantProfile.IsValidDomain(domain) && !name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));

    private static Refusal.ValueInvalid Invalid(string path, string expected) => new(path, expected, DirectoryObjectType.User);
}
