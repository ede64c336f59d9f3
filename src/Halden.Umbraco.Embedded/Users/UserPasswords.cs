using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Membership;
using Umbraco.Cms.Core.Security;
using Umbraco.Cms.Core.Services.OperationStatus;
using IPasswordHasher = Umbraco.Cms.Core.Security.IPasswordHasher;

namespace Halden.Umbraco.Embedded;

/// <summary>Passwords as Umbraco's back office hashes and checks them: ASP.NET Identity's format, Umbraco's own settings.</summary>
internal sealed class UserPasswords : IPasswordHasher
{
    private readonly PasswordHasher<IUser> _hasher = new();
    private readonly UserPasswordConfigurationSettings _rules;
    private readonly Lazy<string> _nobodysHash;

    public UserPasswords(IOptions<UserPasswordConfigurationSettings> rules)
    {
        _rules = rules.Value;
        _nobodysHash = new Lazy<string>(() => HashPassword(Generate()));
    }

    public string HashPassword(string password) => _hasher.HashPassword(null!, password);

    public bool IsSet(IUser user)
        => !string.IsNullOrEmpty(user.RawPasswordValue)
            && user.RawPasswordValue != UserSeed.NoPassword
            && !user.RawPasswordValue.StartsWith(Constants.Security.EmptyPasswordPrefix, StringComparison.Ordinal);

    /// <summary>Checks a password, and takes as long when there is no such user.</summary>
    public bool Verify(IUser? user, string password)
    {
        var hash = user is not null && IsSet(user) ? user.RawPasswordValue! : null;
        PasswordVerificationResult result = _hasher.VerifyHashedPassword(null!, hash ?? _nobodysHash.Value, password);
        return hash is not null && result != PasswordVerificationResult.Failed;
    }

    /// <summary>What is wrong with a new password, or nothing.</summary>
    public IEnumerable<string> Check(string password)
    {
        if (password.Length < _rules.RequiredLength)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The password must have at least {_rules.RequiredLength} characters.");
        }

        if (_rules.RequireDigit && !password.Any(char.IsAsciiDigit))
        {
            yield return "The password must have a digit.";
        }

        if (_rules.RequireLowercase && !password.Any(char.IsLower))
        {
            yield return "The password must have a lower-case letter.";
        }

        if (_rules.RequireUppercase && !password.Any(char.IsUpper))
        {
            yield return "The password must have an upper-case letter.";
        }

        if (_rules.RequireNonLetterOrDigit && password.All(char.IsLetterOrDigit))
        {
            yield return "The password must have a character that is neither letter nor digit.";
        }
    }

    /// <summary>A password that meets any of the rules.</summary>
    public string Generate()
        => "aA1-" + RandomNumberGenerator.GetString("abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_", Math.Max(_rules.RequiredLength, 20));
}

/// <summary>Creates users and changes passwords for Umbraco's UserService. E-mailed tokens are not supported.</summary>
internal sealed class BackOfficeUserManager : ICoreBackOfficeUserManager, IBackOfficePasswordChanger
{
    private readonly IBackOfficeUserStore _store;
    private readonly UserPasswords _passwords;
    private readonly GlobalSettings _globalSettings;

    public BackOfficeUserManager(IBackOfficeUserStore store, UserPasswords passwords, IOptions<GlobalSettings> globalSettings)
    {
        _store = store;
        _passwords = passwords;
        _globalSettings = globalSettings.Value;
    }

    public async Task<IdentityCreationResult> CreateAsync(UserCreateModel createModel)
    {
        if (await _store.GetByUserNameAsync(createModel.UserName) is not null)
        {
            return IdentityCreationResult.Fail($"The user name {createModel.UserName} is taken.");
        }

        var password = _passwords.Generate();
        var user = new User(_globalSettings, createModel.Name, createModel.Email, createModel.UserName, _passwords.HashPassword(password))
        {
            Kind = createModel.Kind,
            Language = _globalSettings.DefaultUILanguage,
        };
        if (createModel.Id is { } key)
        {
            user.Key = key;
        }

        return await _store.SaveAsync(user) == UserOperationStatus.Success
            ? new IdentityCreationResult { Succeded = true, InitialPassword = password }
            : IdentityCreationResult.Fail("The user was not saved: a notification cancelled it.");
    }

    public async Task<Attempt<PasswordChangedModel?>> ChangeBackOfficePassword(ChangeBackOfficeUserPasswordModel model, IUser? performingUser)
    {
        IUser user = model.User;
        if (performingUser?.Key == user.Key && !_passwords.Verify(user, model.OldPassword ?? string.Empty))
        {
            return Failed("The old password is not right.", nameof(model.OldPassword));
        }

        if (string.Join(' ', _passwords.Check(model.NewPassword)) is { Length: > 0 } problem)
        {
            return Failed(problem, nameof(model.NewPassword));
        }

        user.RawPasswordValue = _passwords.HashPassword(model.NewPassword);
        user.LastPasswordChangeDate = DateTime.UtcNow;
        user.SecurityStamp = Guid.NewGuid().ToString();
        return await _store.SaveAsync(user) == UserOperationStatus.Success
            ? Attempt<PasswordChangedModel?>.Succeed(new PasswordChangedModel())
            : Failed("The user was not saved: a notification cancelled it.", nameof(model.NewPassword));
    }

    public async Task<Attempt<UserUnlockResult, UserOperationStatus>> UnlockUser(IUser user)
    {
        user.IsLockedOut = false;
        user.FailedPasswordAttempts = 0;
        UserOperationStatus status = await _store.SaveAsync(user);
        return status == UserOperationStatus.Success
            ? Attempt.SucceedWithStatus(status, new UserUnlockResult())
            : Attempt.FailWithStatus(status, new UserUnlockResult());
    }

    public string GeneratePassword() => _passwords.Generate();

    public Task<Attempt<ICollection<IIdentityUserLogin>, UserOperationStatus>> GetLoginsAsync(IUser user)
        => Task.FromResult(Attempt.SucceedWithStatus<ICollection<IIdentityUserLogin>, UserOperationStatus>(UserOperationStatus.Success, []));

    public Task<IdentityCreationResult> CreateForInvite(UserCreateModel createModel) => throw NotSupported(nameof(CreateForInvite));

    public Task<Attempt<string, UserOperationStatus>> GenerateEmailConfirmationTokenAsync(IUser user) => throw NotSupported(nameof(GenerateEmailConfirmationTokenAsync));

    public Task<Attempt<string, UserOperationStatus>> GeneratePasswordResetTokenAsync(IUser user) => throw NotSupported(nameof(GeneratePasswordResetTokenAsync));

    public Task<bool> IsEmailConfirmationTokenValidAsync(IUser user, string token) => throw NotSupported(nameof(IsEmailConfirmationTokenValidAsync));

    public Task<bool> IsResetPasswordTokenValidAsync(IUser user, string token) => throw NotSupported(nameof(IsResetPasswordTokenValidAsync));

    public void NotifyForgotPasswordRequested(System.Security.Principal.IPrincipal user, string toString) => throw NotSupported(nameof(NotifyForgotPasswordRequested));

    private static NotSupportedException NotSupported(string member) => Unsupported.Member(nameof(ICoreBackOfficeUserManager), member);

    private static Attempt<PasswordChangedModel?> Failed(string message, string member)
        => Attempt<PasswordChangedModel?>.Fail(new PasswordChangedModel { Error = new ValidationResult(message, [member]) });
}
