/** True where a typed name is the server's, upper and lower case and blanks around it aside. */
export const sameName = (typed: string, name: string): boolean =>
  typed.trim().toLowerCase() === name.trim().toLowerCase();
