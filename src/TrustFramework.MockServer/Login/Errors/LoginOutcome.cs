namespace TrustFramework.MockServer.Login.Errors;

/// <summary>A value, or the refusal that says why there is none.</summary>
internal readonly record struct LoginOutcome<T>(T? Value, LoginError? Refusal)
    where T : class
{
    public static implicit operator LoginOutcome<T>(T value) => new(value, Refusal: null);

    public static implicit operator LoginOutcome<T>(LoginError refusal) => new(Value: null, refusal);
}
