using System.Collections.Immutable;
using TrustFramework.Engine.Claims;
using TrustFramework.PolicyXml;

namespace TrustFramework.Engine.Ports;

/// <summary>The users of a tenant. Attributes have the names that policies use: <c>displayName</c>, <c>signInNames.emailAddress</c>, <c>extension_{app}_{name}</c>.</summary>
public interface IUserDirectory
{
    /// <summary>Finds the user with a value of an attribute that identifies users; null when there is none.</summary>
    /// <param name="attribute"><c>objectId</c>, <c>userPrincipalName</c>, <c>signInNames</c> for any sign-in name, <c>signInNames.{type}</c> or <c>alternativeSecurityId</c>.</param>
    ValueTask<DirectoryEntry?> FindAsync(string attribute, string value);

    ValueTask<Result<DirectoryEntry, DirectoryError>> CreateAsync(DirectoryWrite write);

    ValueTask<Result<DirectoryEntry, DirectoryError>> UpdateAsync(string objectId, DirectoryWrite write);

    ValueTask DeleteAsync(string objectId);

    /// <summary>Checks the password of a local account.</summary>
    /// <param name="signInName">Any sign-in name, or the user principal name.</param>
    ValueTask<PasswordCheck> CheckPasswordAsync(string signInName, string password);
}

/// <summary>A user.</summary>
public sealed record DirectoryEntry(string ObjectId, ClaimsBag Attributes);

/// <summary>What is written to a user.</summary>
/// <param name="Attributes">The attributes to set.</param>
/// <param name="Password">The new password; null to keep the present one. No generated text prints it.</param>
/// <param name="RemovedAttributes">The attributes to remove.</param>
public sealed record DirectoryWrite(ClaimsBag Attributes, string? Password, ImmutableArray<string> RemovedAttributes)
{
    public override string ToString() => nameof(DirectoryWrite);
}

/// <summary>Why the directory refused a write.</summary>
public abstract record DirectoryError
{
    private DirectoryError()
    {
    }

    /// <summary>Another user has one of the values.</summary>
    public sealed record AlreadyExists : DirectoryError;

    /// <summary>The user was deleted.</summary>
    public sealed record NotFound : DirectoryError;

    /// <summary>The password does not have the required strength.</summary>
    public sealed record PasswordWeak : DirectoryError;

    /// <summary>The directory does not accept the value of an attribute. The user can correct it.</summary>
    /// <param name="Reason">A sentence without values of claims.</param>
    public sealed record ValueRefused(string Attribute, string Reason) : DirectoryError;

    /// <summary>The directory cannot make the write, whatever the values are.</summary>
    /// <param name="Reason">A sentence without values of claims.</param>
    public sealed record WriteRefused(string Reason) : DirectoryError;
}

/// <summary>The result of a password check.</summary>
public abstract record PasswordCheck
{
    private PasswordCheck()
    {
    }

    public sealed record Accepted(DirectoryEntry User) : PasswordCheck;

    /// <summary>The password is right, but the user must change it.</summary>
    public sealed record MustChange(DirectoryEntry User) : PasswordCheck;

    /// <summary>The password is right, but it has expired.</summary>
    public sealed record Expired(DirectoryEntry User) : PasswordCheck;

    public sealed record UserUnknown : PasswordCheck;

    public sealed record Wrong : PasswordCheck;

    public sealed record Disabled : PasswordCheck;

    public sealed record Locked : PasswordCheck;
}
