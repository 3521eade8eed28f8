using TrustFramework.Engine.Claims;
using TrustFramework.Engine.Journeys;
using TrustFramework.Engine.Ports;
using TrustFramework.PolicyXml;
using TrustFramework.PolicyXml.Model;

namespace TrustFramework.Engine.Profiles;

/// <summary>Reads and writes the users of the tenant: runtime 7.1 [D].</summary>
internal sealed class DirectoryHandler : IProfileHandler
{
    private const string ObjectId = "objectId";
    private const string Password = "password";
    private const string DisplayName = "displayName";
    private const int MaxDisplayNameLength = 256;

    private static readonly string[] Keys = [ObjectId, "userPrincipalName", "signInNames", "alternativeSecurityId"];

    public bool Handles(TechnicalProfile profile) => profile.IsHandledBy("AzureActiveDirectoryProvider");

    public async ValueTask<Result<ClaimsBag, JourneyError>> ExecuteAsync(ProfileCall call)
    {
        if (call.Profile.InputClaims is not [{ } key])
            return JourneyError.General($"The technical profile '{call.Profile.Id}' must have exactly one input claim.");
        if (!IdentifiesUsers(key.PartnerClaimType))
            return new JourneyError.Unsupported(call.Profile.Id, $"the attribute '{key.PartnerClaimType}' does not identify users");
        var value = call.FindInput(key.PartnerClaimType);
        var user = value is null ? null : await call.Context.Users.FindAsync(key.PartnerClaimType, value);
        return call.Profile.FindMetadataValue("Operation")?.ToUpperInvariant() switch
        {
            "READ" => Read(call, user),
            "WRITE" => await WriteAsync(call, user),
            "DELETECLAIMS" => await DeleteClaimsAsync(call, user),
            "DELETECLAIMSPRINCIPAL" => await DeleteAsync(call, user),
            var operation => JourneyError.General($"The operation '{operation}' of the technical profile '{call.Profile.Id}' does not exist."),
        };
    }

    /// <summary>The keys of runtime 7.1 [D], without <c>userIdentities</c>.</summary>
    private static bool IdentifiesUsers(string attribute) =>
        Array.Exists(Keys, key => key.Equals(attribute, StringComparison.OrdinalIgnoreCase)) || attribute.StartsWith("signInNames.", StringComparison.OrdinalIgnoreCase);

    /// <summary>A missing user gives no claims, unless the profile raises an error.</summary>
    private static Result<ClaimsBag, JourneyError> Read(ProfileCall call, DirectoryEntry? user) => user is null ? Missing(call) : GetClaims(call, user);

    private static async ValueTask<Result<ClaimsBag, JourneyError>> WriteAsync(ProfileCall call, DirectoryEntry? user)
    {
        if (user is null && IsTrue(call, "RaiseErrorIfClaimsPrincipalDoesNotExist"))
            return Missing(call);
        if (user is not null && IsTrue(call, "RaiseErrorIfClaimsPrincipalAlreadyExists"))
            return Exists(call);
        if (!CreateWrite(call, user).TryGetValue(out var write, out var writeError))
            return writeError;
        var written = user is null ? await call.Context.Users.CreateAsync(write) : await call.Context.Users.UpdateAsync(user.ObjectId, write);
        if (!written.TryGetValue(out var entry, out var error))
            return CreateError(call, error);
        return GetClaims(call, entry).With("newClaimsPrincipalCreated", new ClaimValue.BooleanValue(user is null));
    }

    private static async ValueTask<Result<ClaimsBag, JourneyError>> DeleteClaimsAsync(ProfileCall call, DirectoryEntry? user)
    {
        if (user is null)
            return Missing(call);
        var attributes = call.Profile.PersistedClaims.Select(claim => GetAttribute(call, claim)).Where(name => !name.Equals(ObjectId, StringComparison.OrdinalIgnoreCase));
        var updated = await call.Context.Users.UpdateAsync(user.ObjectId, new DirectoryWrite(ClaimsBag.Empty, Password: null, [.. attributes]));
        return updated.TryGetValue(out var entry, out var error) ? GetClaims(call, entry) : CreateError(call, error);
    }

    private static async ValueTask<Result<ClaimsBag, JourneyError>> DeleteAsync(ProfileCall call, DirectoryEntry? user)
    {
        if (user is null)
            return Missing(call);
        await call.Context.Users.DeleteAsync(user.ObjectId);
        return ClaimsBag.Empty;
    }

    private static Result<DirectoryWrite, JourneyError> CreateWrite(ProfileCall call, DirectoryEntry? user)
    {
        var (attributes, password) = (ClaimsBag.Empty, (string?)null);
        foreach (var claim in call.Profile.PersistedClaims)
        {
            var attribute = GetAttribute(call, claim);
            var value = ClaimSelection.Get(claim, call.Claims, call.Context, call.Request, call.Profile);
            if (attribute.Equals(Password, StringComparison.OrdinalIgnoreCase))
                password = value?.ToText();
            else if (value is not null && !attribute.Equals(ObjectId, StringComparison.OrdinalIgnoreCase))
                attributes = attributes.With(attribute, value);
        }

        if (user is null && attributes.FindText(DisplayName) is null)
            return JourneyError.General($"The technical profile '{call.Profile.Id}' creates a user without displayName.");
        return attributes[DisplayName]?.ToText() is { } name && (name.Length is 0 or > MaxDisplayNameLength || name.AsSpan().ContainsAny('<', '>'))
            ? new JourneyError.Refused("UserMessageIfInvalidInput", call.Messages.Get("UserMessageIfInvalidInput", GetLabel(call, DisplayName)))
            : new DirectoryWrite(attributes, password, []);
    }

    /// <summary>The output claims by their partner names, with the names of extension attributes as the profile writes them.</summary>
    private static ClaimsBag GetClaims(ProfileCall call, DirectoryEntry user)
    {
        var claims = user.Attributes.WithText(ObjectId, user.ObjectId);
        foreach (var claim in call.Profile.OutputClaims)
            claims = claims.With(claim.PartnerClaimType, claims[GetAttribute(call, claim)] ?? claims[claim.PartnerClaimType]);
        return claims;
    }

    /// <summary>Policies call an extension attribute <c>extension_{name}</c>; the directory adds the id of the application: runtime 7.1 [D].</summary>
    private static string GetAttribute(ProfileCall call, ClaimMapping claim)
    {
        const string prefix = "extension_";
        return claim.PartnerClaimType.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && call.Profile.FindMetadataValue("ClientId") is { } application
            ? $"{prefix}{application.Replace("-", "", StringComparison.Ordinal)}_{claim.PartnerClaimType[prefix.Length..]}"
            : claim.PartnerClaimType;
    }

    private static Result<ClaimsBag, JourneyError> Missing(ProfileCall call) => IsTrue(call, "RaiseErrorIfClaimsPrincipalDoesNotExist")
        ? new JourneyError.Refused("AADB2C90053", call.Messages.Get("UserMessageIfClaimsPrincipalDoesNotExist", call.Profile))
        : ClaimsBag.Empty;

    private static JourneyError.Refused Exists(ProfileCall call) => new("UserMessageIfClaimsPrincipalAlreadyExists", call.Messages.Get("UserMessageIfClaimsPrincipalAlreadyExists", call.Profile));

    private static JourneyError CreateError(ProfileCall call, DirectoryError error) => error switch
    {
        DirectoryError.AlreadyExists => Exists(call),
        DirectoryError.NotFound => new JourneyError.Refused("AADB2C90053", call.Messages.Get("UserMessageIfClaimsPrincipalDoesNotExist", call.Profile)),
        DirectoryError.PasswordWeak => new JourneyError.Refused("UserMessageIfInvalidInput", call.Messages.Get("UserMessageIfInvalidInput", GetLabel(call, Password))) { Detail = "The password does not have the required strength." },
        DirectoryError.ValueRefused(var attribute, var reason) => new JourneyError.Refused("UserMessageIfInvalidInput", call.Messages.Get("UserMessageIfInvalidInput", GetLabel(call, attribute))) { Detail = reason },
        DirectoryError.WriteRefused(var reason) => JourneyError.General($"The directory refused the write of the technical profile '{call.Profile.Id}': {reason}"),
        _ => throw new InvalidOperationException("The error has no known type."),
    };

    /// <summary>The display name of the claim type that the profile writes into an attribute; the attribute if it writes none.</summary>
    private static string GetLabel(ProfileCall call, string attribute) =>
        call.Profile.PersistedClaims.FirstOrDefault(claim => GetAttribute(call, claim).Equals(attribute, StringComparison.OrdinalIgnoreCase)) is { } claim
            ? call.Context.Policy.FindClaimType(claim.ClaimTypeId)?.DisplayName ?? attribute
            : attribute;

    private static bool IsTrue(ProfileCall call, string key) => PolicyValue.IsTrue(call.Profile.FindMetadataValue(key));
}
